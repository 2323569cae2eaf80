"""Trains the model of kinds: ``python -m qualmap.evaluation.titles.kinds``.

It writes ``src/qualmap/awards/kinds.npz``; with ``--report`` it prints how well the kind is told in countries that were
left out instead.
Titles of awards, their other names and papers that are no award (``crosswalks/model/title-examples.yaml``) are put to a
multinomial logistic regression with a ridge, once with their country and once without. Needs the extra ``fit``.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from qualmap.awards.kinds import PAPERS, PLACE, KindModel, pieces
from qualmap.catalog import Catalogue, read_catalogue
from qualmap.catalog.lookup import SHARED
from qualmap.catalog.words import literally
from qualmap.evaluation.benchmark.metrics import calibration_error, perfect

FOLDS = 5
RIDGE = 1e-5
LEAST = 3
"""Titles that must hold a piece for the model to know it."""
STEPS = 250
CLOSE = 1e-8
"""Change of the loss, and slope, at which it is near enough to its least."""
SEED = 1
SEVERAL = 3
"""Countries from which on a language is one that several share."""
ABBREVIATED = 0.5
"""What an abbreviation counts: the same letters stand for other awards elsewhere."""
SUBJECT = 0.5
"""What a title with a subject behind it counts."""
PAPER = 2.0
"""What a paper that is no award counts: each stands for many."""
SUREST = 127
Floats = NDArray[np.float64]


class Taught(NamedTuple):
    """A title whose kind is known. ``told``: a recorded title or name, and no example or title with a subject."""

    title: str
    language: str | None
    countries: tuple[str, ...]
    kind: str
    weight: float
    told: bool


def taught(catalogue: Catalogue) -> list[Taught]:
    """Every title from which the model learns; of equal ones of the same countries and kind, the first."""
    found: dict[tuple[str, tuple[str, ...], str], Taught] = {}
    for one in _all(catalogue):
        key = literally(one.title), one.countries, one.kind
        if key[0]:
            found.setdefault(key, one)
    return list(found.values())


def _all(catalogue: Catalogue) -> Iterable[Taught]:
    random, record = Random(SEED), catalogue.title_examples  # noqa: S311  # nothing is secret here
    subjects = {each.language: each.texts for each in record.subjects}
    for held in catalogue.every_award():
        for award in held.awards:
            if award.kind is None:
                continue
            where = held.countries_of(award)
            for text, language in (
                (award.title, award.language),
                *((name.text, name.language) for name in award.names),
            ):
                yield Taught(text, language, where, award.kind, 1.0 if language else ABBREVIATED, told=True)
                if language in subjects:
                    longer = f"{text} {random.choice(subjects[language])}"
                    yield Taught(longer, language, where, award.kind, SUBJECT, told=False)
    for framework in catalogue.frameworks.values():
        where = framework.countries if framework.kind not in SHARED else ()
        for each in framework.qualification_types:
            kind = catalogue.classifier.type_of(each)
            for text in each.title.split(";") if kind else ():
                yield Taught(text.strip(), None, where, str(kind), 1.0, told=False)
    for paper in record.examples:
        for text in paper.titles:
            yield Taught(text, paper.language, (), paper.says, PAPER, told=False)


@dataclass(frozen=True)
class Fitted:
    """Weights by piece and kind; the last row is the bias."""

    known: tuple[str, ...]
    kinds: tuple[str, ...]
    weights: Floats

    def rounded(self) -> KindModel:
        """The model that is committed: whole numbers of one unit."""
        body, bias = self.weights[:-1], self.weights[-1]
        unit = float(np.float32(np.abs(body).max() / SUREST))
        return KindModel(
            self.kinds,
            {piece: row for row, piece in enumerate(self.known)},
            np.rint(body / unit).astype(np.int8),
            np.rint(bias / unit).astype(np.int32),
            unit,
        )


def fitted(titles: Sequence[Taught], kinds: tuple[str, ...]) -> Fitted:
    """The likeliest weights, drawn to 0: by limited-memory BFGS."""
    from scipy import sparse
    from scipy.optimize import minimize

    seen, kind_of, weight = [], [], []
    for one in titles:
        countries = one.countries if len(one.countries) == 1 else ()
        ways: tuple[str | None, ...] = (None, *countries)
        for country in ways:
            seen.append(set(pieces(one.title, country)))
            kind_of.append(kinds.index(one.kind))
            weight.append(one.weight / len(ways))
    counts = Counter(piece for each in seen for piece in each)
    known = tuple(sorted(piece for piece, count in counts.items() if count >= LEAST))
    row_of = {piece: row for row, piece in enumerate(known)}
    rows = [sorted(row_of[piece] for piece in each if piece in row_of) for each in seen]
    values = np.concatenate([np.full(len(each), 1 / np.sqrt(max(len(each), 1))) for each in rows])
    ends = np.cumsum([0, *map(len, rows)])
    body = sparse.csr_matrix((values, np.concatenate(rows).astype(int), ends), shape=(len(rows), len(known)))
    full = sparse.hstack([body, np.ones((len(rows), 1))]).tocsr()
    turned, at, own = full.T.tocsr(), np.arange(len(rows)), np.array(kind_of)
    share = np.array(weight) / sum(weight)
    size = len(known) + 1, len(kinds)

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(size)
        odds = full @ weights
        odds -= odds.max(axis=1, keepdims=True)
        chance = np.exp(odds)
        total = chance.sum(axis=1, keepdims=True)
        value = share @ (np.log(total[:, 0]) - odds[at, own]) + RIDGE / 2 * (flat @ flat)
        chance /= total
        chance[at, own] -= 1
        slope = turned @ (chance * share[:, None]) + RIDGE * weights
        return float(value), slope.ravel()

    limits = {"maxiter": STEPS, "maxfun": 2 * STEPS, "ftol": CLOSE, "gtol": CLOSE}
    found = minimize(loss, np.zeros(size[0] * size[1]), jac=True, method="L-BFGS-B", options=limits)
    return Fitted(known, kinds, found.x.reshape(size))


class Tried(NamedTuple):
    """A recorded title and what a model said of it that had seen no title of its countries."""

    taught: Taught
    said: str
    chance: float


def left_out(titles: Sequence[Taught], kinds: tuple[str, ...]) -> list[Tried]:
    """Every recorded title and example judged by a model without its countries, a fifth of all countries at a time."""
    random = Random(SEED)  # noqa: S311  # nothing is secret here
    countries = sorted({country for one in titles for country in one.countries})
    random.shuffle(countries)
    fold_of = {country: at % FOLDS for at, country in enumerate(countries)}
    spoken: dict[str | None, set[int]] = defaultdict(set)
    for one in titles:
        spoken[one.language].update(fold_of[country] for country in one.countries)
    folds = [{fold_of[country] for country in one.countries} for one in titles]
    for one, held in zip(titles, folds, strict=True):
        if not held:  # papers of one country's language go out with the country, or it would seem to have only papers
            held.update(spoken[one.language] if len(spoken[one.language]) == 1 else {random.randrange(FOLDS)})
    tried = []
    for fold in range(FOLDS):
        model = fitted([one for one, held in zip(titles, folds, strict=True) if fold not in held], kinds).rounded()
        for one, held in zip(titles, folds, strict=True):
            if fold == min(held) and (one.told or one.kind in PAPERS):
                said, chance = next(iter(model.of(one.title).items()))
                tried.append(Tried(one, said, chance))
    return tried


def report(tried: Sequence[Tried]) -> str:
    """How often the kind was right, by how many countries share the language, and how calibrated."""
    shared: dict[str | None, set[str]] = defaultdict(set)
    for each in tried:
        shared[each.taught.language].update(each.taught.countries)
    papers = [each for each in tried if not each.taught.told]
    awards = [each for each in tried if each.taught.told]
    groups = {
        "languages of several countries": [
            each for each in awards if each.taught.language and len(shared[each.taught.language]) >= SEVERAL
        ],
        "languages of one or two countries": [
            each for each in awards if each.taught.language and len(shared[each.taught.language]) < SEVERAL
        ],
        "abbreviations": [each for each in awards if not each.taught.language],
        "papers that are no award": papers,
    }
    lines = []
    for name, group in groups.items():
        chance, right = np.array([e.chance for e in group]), np.array([e.said == e.taught.kind for e in group], float)
        sure = chance >= 0.5
        ece, ideal = calibration_error(chance, right), perfect(chance).mean()
        lines.append(
            f"{name}: {len(group)}, right {right.mean():.1%}; said with at least 50 %: {sure.mean():.1%}, of these "
            f"right {right[sure].mean():.1%}; calibration error {ece:.3f} (perfect: {ideal:.3f})"
        )
    fooled = np.mean([each.said not in PAPERS for each in papers])
    lost = np.mean([each.said in PAPERS for each in awards])
    lines.append(f"papers taken for an award {fooled:.1%}; awards taken for another paper {lost:.1%}")
    return "\n".join(lines)


def write(model: KindModel, place: Path = PLACE) -> None:
    """The model as a file of the same bytes for the same numbers."""
    arrays: dict[str, NDArray[Any]] = {
        "pieces": np.frombuffer("\n".join(model.row_of).encode(), np.uint8),
        "kinds": np.frombuffer("\n".join(model.kinds).encode(), np.uint8),
        "weights": model.weights,
        "bias": model.bias,
        "unit": np.array(model.unit),
    }
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as held:
        for name, array in arrays.items():
            text = io.BytesIO()
            np.save(text, array, allow_pickle=False)
            held.writestr(zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), text.getvalue(), zipfile.ZIP_DEFLATED)


def main() -> int:
    """Train on the working tree's records and write the model; with ``--report`` print how well it does elsewhere."""
    catalogue = read_catalogue()
    titles = taught(catalogue)
    kinds = tuple(sorted({one.kind for one in titles}))
    if "--report" in sys.argv:
        print(report(left_out(titles, kinds)))
    else:
        write(fitted(titles, kinds).rounded())
        print(f"wrote {PLACE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
