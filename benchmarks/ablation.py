"""What each piece of evidence earns, and what each assumption does: writes ``docs/ablation.md``.

    python benchmarks/ablation.py

Every variant of the first table is fitted again from the start and scored by the level task on headline truth; that
takes some twenty seconds each. The second table moves one declared assumption at a time.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

import numpy as np

from qualmap._version import __version__
from qualmap.awards.size import normalised
from qualmap.catalog import Catalogue, read_catalogue
from qualmap.catalog.classifier import TypeClassifier
from qualmap.catalog.write import write_atomically
from qualmap.crosswalk import engine
from qualmap.crosswalk.engine import Engine
from qualmap.crosswalk.mapping import crosswalk
from qualmap.crosswalk.placement import Floats
from qualmap.evaluation.benchmark.folds import Folds
from qualmap.evaluation.benchmark.level import leave_one_out
from qualmap.evaluation.benchmark.metrics import scores
from qualmap.evaluation.benchmark.trials import Trials
from qualmap.evaluation.parameters import fit as fitting
from qualmap.evaluation.parameters import training
from qualmap.records import Framework, QualificationType
from qualmap.records.base import Range

ROOT = Path(__file__).resolve().parents[1]
NEVER = 1e-9
SUFFIX = "-long"
SYSTEMS = read_catalogue().credit_systems
LONG = 3.0
"""Years of full-time study from which an award counts as long, in the variant that splits types by workload."""
HEADER = "| Variant | n | Exact | Top-1 | Exact, irr. | Top-1, irr. | Log loss | Log loss, irr. | ECE | Perfect |"
TypeOf = Callable[[TypeClassifier, QualificationType], str | None]


@dataclass(frozen=True)
class Variant:
    """A name, what is changed in the catalogue, parameters held instead of fitted, and how awards get their types."""

    name: str
    change: Callable[[Catalogue], Catalogue] = lambda catalogue: catalogue
    held: dict[str, float] = field(default_factory=dict)
    type_of: TypeOf | None = None
    beside: bool = False
    """Whether descriptors speak beside award types, and not only for want of them."""


def frameworks_changed(catalogue: Catalogue, change: Callable[[Framework], Framework]) -> Catalogue:
    """The catalogue with every framework changed."""
    changed = {name: change(framework) for name, framework in catalogue.frameworks.items()}
    return replace(catalogue, frameworks=MappingProxyType(changed))


def rebuilt(framework: Framework, **values: object) -> Framework:
    """A copy without stale cached properties."""
    return Framework.model_construct(**{name: getattr(framework, name) for name in Framework.model_fields} | values)


def without_awards(catalogue: Catalogue) -> Catalogue:
    """No award on any level."""
    return frameworks_changed(catalogue, lambda framework: rebuilt(framework, qualification_types=()))


def without_descriptors(catalogue: Catalogue) -> Catalogue:
    """No level is coded on the rubric."""
    return frameworks_changed(
        catalogue,
        lambda framework: rebuilt(
            framework, levels=tuple(level.model_copy(update={"progression": None}) for level in framework.levels)
        ),
    )


def without_aligned(catalogue: Catalogue) -> Catalogue:
    """Nothing is learned from tables that a source only calls aligned: their rows count as recalled."""
    tables = []
    for table in catalogue.tables:
        aligned = {link.source for link in table.links if link.claim == "aligned"}
        pairs = {link.source for link in table.links if link.claim == "pair"}
        sources = tuple(
            source.model_copy(update={"verification": "recalled"}) if source.id in aligned - pairs else source
            for source in table.sources
        )
        tables.append(table.model_copy(update={"sources": sources}))
    return replace(catalogue, tables=tuple(tables))


def same_everywhere(catalogue: Catalogue) -> Catalogue:
    """Printed numbers count outside the scale's region as they do within it."""
    value = catalogue.parameters.printed_weight
    return replace(catalogue, assumptions=catalogue.assumptions.changed("printed-elsewhere", value))


def with_isced(classifier: TypeClassifier, award: QualificationType) -> str | None:
    """The rule with the record's ISCED and years: given by people who saw the level, so not blind."""
    return classifier.by_rule(award.title, Range.parse(award.years).middle if award.years else None, award.isced)


def by_hand(classifier: TypeClassifier, award: QualificationType) -> str | None:
    """The record's own type where it gives one: not blind either."""
    return classifier.type_of(award)


def doubled(catalogue: Catalogue) -> Catalogue:
    """Every generic type twice: for short awards, and for long ones."""
    types = [
        each.model_copy(update={"id": each.id + suffix}) for each in catalogue.types.types for suffix in ("", SUFFIX)
    ]
    return replace(catalogue, types=catalogue.types.model_copy(update={"types": tuple(types)}))


def by_workload(classifier: TypeClassifier, award: QualificationType) -> str | None:
    """The rule's type, apart for awards of ``LONG`` years and more, as credits or years say it. Years are not blind."""
    kind, size = classifier.by_rule(award.title), normalised(award, SYSTEMS)
    return kind + SUFFIX if kind and size is not None and size.years.middle >= LONG else kind


def beside_types(height: Floats, precision: Floats, described: Floats, spread: float) -> tuple[Floats, Floats, Floats]:
    """As ``ladder.with_descriptors``, on every ladder: means weighted by precision."""
    extra = np.where(np.isnan(described), 0.0, 1 / spread**2)
    weight = np.maximum(precision + extra, 1e-300)
    return (height * precision + np.nan_to_num(described) * extra) / weight, precision + extra, extra / weight


VARIANTS = (
    Variant("all evidence"),
    Variant("without award types and descriptors", lambda catalogue: without_awards(without_descriptors(catalogue))),
    Variant("without printed numbers (sub-level codes among them)", held={"printed_weight": NEVER}),
    Variant("without award types, descriptors instead", without_awards),
    Variant("descriptors beside award types", beside=True),
    Variant("printed numbers alone count (no steps grid)", held={"printed_weight": 1 - NEVER}),
    Variant("without the scale's region (printed numbers alike everywhere)", same_everywhere),
    Variant("learning from printed pairs only", without_aligned),
    Variant("rule sees ISCED and years (not blind)", type_of=with_isced),
    Variant("types by hand (not blind)", type_of=by_hand),
    Variant("types apart by normalised workload (mostly not blind)", doubled, type_of=by_workload),
)


@contextmanager
def applied(variant: Variant) -> Iterator[None]:
    """The fit and the rule as a variant wants them, for as long as it is scored."""
    start, blindly, alone = dict(fitting.START), TypeClassifier.blindly, engine.with_descriptors
    if variant.beside:
        engine.with_descriptors = training.with_descriptors = beside_types
    for name in variant.held:
        fitting.START.pop(name)
    if variant.type_of is not None:
        TypeClassifier.blindly = variant.type_of  # type: ignore[method-assign]
    try:
        yield
    finally:
        fitting.START.clear()
        fitting.START.update(start)
        TypeClassifier.blindly = blindly  # type: ignore[method-assign]
        engine.with_descriptors = training.with_descriptors = alone


def scored(variant: Variant, catalogue: Catalogue) -> tuple[str, ...]:
    """One row of the first table."""
    with applied(variant):
        changed = variant.change(catalogue)
        changed = replace(changed, parameters=fitting.updated(changed.parameters, variant.held))
        changed = replace(changed, parameters=fitting.fit(changed, report=False))
        trials = Trials.of(trial for trial in leave_one_out(Folds(changed)) if trial.headline)
    whole, odd = scores(trials), scores(trials.where([trial.irregular for trial in trials.each]))
    shares = (f"{row[key]:.1%}" for row in (whole, odd) for key in ("exact", "top1"))
    losses = (f"{row['log_loss']:.3f}" for row in (whole, odd))
    return (variant.name, str(whole["n"]), *shares, *losses, f"{whole['ece']:.3f}", f"{whole['ece_perfect']:.3f}")


# -- assumptions --------------------------------------------------------------------------------


def moved(name: str, value: float) -> tuple[float, float]:
    """An assumption made weaker and stronger: half and double the doubt of a reliability, half and double the rest."""
    if name.startswith(("status-", "verification-", "claim-", "inversion-")):
        doubt = max(1 - value, 0.01)
        return 1 - 2 * doubt, 1 - doubt / 2
    return value / 2, min(2 * value, 0.95) if value < 1 else 2 * value


def published(catalogue: Catalogue) -> list[tuple[object, float | None]]:
    """Every framework's answers to the scale and back: the set, and the confidence."""
    whole = Engine(catalogue)
    scale = whole.frameworks[whole.scale]
    found = []
    for name in whole.levelled:
        ends = (whole.frameworks[name], scale)
        for origin, destination in (ends, ends[::-1]):
            if name != whole.scale:
                result = crosswalk(whole, origin, destination, __version__, catalogue.version)
                found += [((m.status, m.destination_levels), m.confidence) for m in result.mappings]
    return found


def sensitivity(catalogue: Catalogue) -> Iterator[tuple[str, ...]]:
    """One row per assumption and direction: how many answers change, and how far confidence moves."""
    before = published(catalogue)
    for item in catalogue.assumptions.assumptions:
        for value in moved(item.id, item.value):
            assumptions = catalogue.assumptions.changed(item.id, value)
            after = published(replace(catalogue, assumptions=assumptions))
            sets = sum(a[0] != b[0] for a, b in zip(before, after, strict=True))
            pairs = [(a[1], b[1]) for a, b in zip(before, after, strict=True)]
            moves = np.array([abs(a - b) for a, b in pairs if a is not None and b is not None])
            changed = f"{sets} of {len(before)}"
            yield (item.id, f"{item.value:g}", f"{value:.3g}", changed, f"{moves.mean():.3f}", f"{moves.max():.2f}")
            print(f"  {item.id} -> {value:.3g}: {changed}", file=sys.stderr)


def rows(cells: list[tuple[str, ...]]) -> list[str]:
    """The rows of a Markdown table."""
    return ["| " + " | ".join(row) + " |" for row in cells]


def main() -> int:
    """Score every variant, move every assumption, and write the page."""
    catalogue = read_catalogue()
    table = []
    for variant in VARIANTS:
        table.append(scored(variant, catalogue))
        print("  ".join(table[-1]), file=sys.stderr)
    lines = [
        "# Evidence and assumptions, one at a time",
        "",
        f"Made by `python benchmarks/ablation.py` on catalogue {catalogue.version}; do not edit.",
        "",
        "## What each piece of evidence earns",
        "",
        "Each variant is fitted again and scored by the level task of `qualmap benchmark` on headline truth. Lower log",
        "loss is better. Not tried: award types of the same region (only one region has truth), and the status,",
        "verification, claim and age of links, which act where links are, and those are what the task hides; the table",
        "below moves their numbers instead.",
        "",
        HEADER,
        "|---|---|---|---|---|---|---|---|---|---|",
        *rows(table),
        "",
        "## What the assumptions do",
        "",
        "Each declared number is moved both ways, all else kept: for reliabilities the doubt is doubled and halved,",
        "other numbers are halved and doubled. Counted over the answers of every framework to the scale and back:",
        "answers whose status or set of levels changes, and by how much confidence moves on the mean and at most.",
        "",
        "| Assumption | Declared | Moved to | Answers changed | Mean move | Largest move |",
        "|---|---|---|---|---|---|",
        *rows(list(sensitivity(catalogue))),
        "",
    ]
    write_atomically(ROOT / "docs" / "ablation.md", "\n".join(lines).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
