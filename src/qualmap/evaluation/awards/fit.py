"""Fits where kinds of award stand: ``python -m qualmap.evaluation.awards.fit``.

It writes ``crosswalks/model/award-placement.yaml``. Means, spreads and shifts are the likeliest under the statements of
recognition bodies, each drawn towards where official links put its kind (the anchors of ``parameters.yaml``).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from statistics import median
from typing import Any

import numpy as np

from qualmap.awards.placement import FACTS, Floats, facts_of, levels_of
from qualmap.awards.rungs import Rungs
from qualmap.awards.search import Search
from qualmap.catalog import Catalogue, read_catalogue
from qualmap.catalog.files import working_tree
from qualmap.catalog.write import format_record, write_atomically
from qualmap.crosswalk.crosswalks import Crosswalks
from qualmap.evaluation.awards.sightings import Sighting, sightings
from qualmap.evaluation.awards.task import measured
from qualmap.records.base import Range
from qualmap.records.kinds import kind_of
from qualmap.records.placement import AwardPlacement, KindPlace

PULL_MEAN, PULL_SPREAD, PULL_SHIFT = 2.0, 4.0, 1.0
"""How strongly each is drawn to its start: as many statements a whole level, a factor of e or a spread away."""
NARROWEST = 0.28
SHORT, DEGREE = 4.95, 5.5
"""Official places from which on a kind is a short course after school, and a degree."""


def fitted(model: AwardPlacement, seen: Sequence[Sighting]) -> AwardPlacement:
    """The model with places and shifts fitted on some sightings; starts are the anchors."""
    from scipy.optimize import minimize

    places = model.places
    kind = {place.kind: at for at, place in enumerate(places)}
    seen = [each for each in seen if each.kind in kind]
    which = np.array([kind[each.kind] for each in seen], int)
    facts = np.array([facts_of(places[at], s.years, s.opens) for at, s in zip(which, seen, strict=True)])
    facts = facts.reshape(len(seen), len(FACTS))
    weight = np.array([each.weight for each in seen])
    top = max(column for each in seen for column in each.columns)
    top = max(top, int(max(place.mean for place in places)))
    named = np.zeros((len(seen), top))
    for row, each in enumerate(seen):
        named[row, [column - 1 for column in each.columns]] = 1
    n, stray = len(places), model.assumed["stray"]
    mean0 = np.array([place.mean for place in places])
    spread0 = np.log([place.spread for place in places])

    def loss(point: Floats) -> float:
        spread = np.exp(point[n : 2 * n])[which]
        mean = point[:n][which] + spread * (facts @ point[2 * n :])
        likely = (levels_of(mean, spread, top, stray) * named).sum(axis=1)
        pull = PULL_MEAN * ((point[:n] - mean0) ** 2).sum() + PULL_SPREAD * ((point[n : 2 * n] - spread0) ** 2).sum()
        return float(-(weight * np.log(likely)).sum() + pull + PULL_SHIFT * (point[2 * n :] ** 2).sum())

    start = np.concatenate([mean0, spread0, np.zeros(len(FACTS))])
    point = minimize(loss, start, method="L-BFGS-B").x
    tree = model.model_dump(mode="json")
    for at, place in enumerate(tree["places"]):
        place |= {
            "mean": round(float(point[at]), 4),
            "spread": round(float(np.exp(point[n + at])), 4),
            "statements": sum(each.kind == place["kind"] for each in seen),
        }
    tree["shifts"] = [
        {"feature": name, "value": round(float(value), 4)} for name, value in zip(FACTS, point[2 * n :], strict=True)
    ]
    return AwardPlacement.model_validate(tree)


def anchored(catalogue: Catalogue, model: AwardPlacement) -> AwardPlacement:
    """The model with the places of official links, and the years that awards of each kind usually take."""
    by_kind: dict[str, list[float]] = {}
    for record in catalogue.every_award():
        for award in record.awards:
            if award.kind is not None and award.years is not None:
                by_kind.setdefault(award.kind, []).append(Range.parse(award.years).middle)
    anchors = {anchor.type: (anchor.mean, anchor.variance) for anchor in catalogue.parameters.anchors}
    for kind in catalogue.types.held_only:  # no framework types them; those of a usual ISCED level lend their place
        anchors[kind.id] = anchors["master"] if "master" in anchors else next(iter(anchors.values()))
    places = [
        KindPlace(
            kind=kind,
            mean=mean,
            spread=round(max(variance**0.5, NARROWEST), 4),
            group="school" if mean < SHORT else "short" if mean < DEGREE else "degree",
            years=median(by_kind[kind]) if kind in by_kind else None,
            statements=0,
        )
        for kind, (mean, variance) in anchors.items()
    ]
    return model.model_copy(update={"places": tuple(places), "shifts": ()})


def main() -> int:
    """Fit on the working tree's records and write the record."""
    root = working_tree()
    if root is None:
        print("the record is written in a working tree", file=sys.stderr)
        return 2
    catalogue = read_catalogue()
    search, rungs = Search(catalogue), Rungs(catalogue, Crosswalks(catalogue).between)
    start = anchored(catalogue, catalogue.award_placement)
    seen = sightings(search, rungs)
    model = fitted(start, seen)
    tree: dict[str, Any] = model.model_dump(mode="json", exclude_none=True)
    tree["fitted_on"] = catalogue.date
    tree["measured"] = [each.model_dump(mode="json") for each in measured(catalogue, start, seen, fitted)]
    path = root / "crosswalks" / "model" / "award-placement.yaml"
    write_atomically(path, format_record(_texts(tree), kind_of(AwardPlacement).schema).encode())
    print(f"wrote {path}")
    return 0


def _texts(tree: Any) -> Any:
    """The same tree with every scalar as text, as records are written."""
    if isinstance(tree, dict):
        return {key: _texts(value) for key, value in tree.items()}
    if isinstance(tree, list | tuple):
        return [_texts(value) for value in tree]
    return str(tree)


if __name__ == "__main__":
    sys.exit(main())
