"""The catalogue: all records, read, checked against one another, and found by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, ValuesView
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from qualmap.catalog.by_country import ByCountry
from qualmap.catalog.checks import check_framework
from qualmap.catalog.classifier import TypeClassifier
from qualmap.catalog.fingerprint import fingerprint
from qualmap.catalog.gc_pause import collection_paused
from qualmap.catalog.lazy import LazyRecords
from qualmap.catalog.lookup import SHARED, check_day, find
from qualmap.catalog.papers import Papers
from qualmap.catalog.parse import to_record
from qualmap.catalog.text import Compiled, Document, read_document
from qualmap.catalog.words import Words
from qualmap.errors import AmbiguousNameError, NothingAppliesError, RecordError, UnknownNameError
from qualmap.records import (
    Assumptions,
    CreditSystems,
    Framework,
    GenericTypes,
    Instrument,
    Parameters,
    Party,
    ProgressionRubric,
    Ref,
    Referencing,
    Validation,
)
from qualmap.records.awards import Stand


class Frameworks(Mapping[str, Framework]):
    """Framework editions by ``id@edition``, in that order, each made into a model when it is first asked for."""

    def __init__(self, documents: Iterable[Document | Compiled], made: Mapping[str, Framework] | None = None) -> None:
        self._made = dict(made or {})
        self._documents = {Path(document.file).stem: document for document in documents}
        self._names = sorted({*self._documents, *self._made})

    def __getitem__(self, name: str) -> Framework:
        if name not in self._made:
            self._made[name] = to_record(self._documents[name], Framework)
        return self._made[name]

    def values(self) -> ValuesView[Framework]:
        """All of them, made at once."""
        with collection_paused():
            for name in self._names:
                self[name]
        return super().values()

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._made or name in self._documents


@dataclass(frozen=True)
class Catalogue(LazyRecords):
    """Frameworks by ``id@edition``, the tables that link them, and the model's own records."""

    frameworks: Mapping[str, Framework]
    tables: tuple[Referencing, ...]
    instruments: tuple[Instrument, ...]
    types: GenericTypes
    parameters: Parameters
    assumptions: Assumptions
    rubric: ProgressionRubric
    validation: Validation
    credit_systems: CreditSystems
    date: str
    version: str
    documents: Mapping[str, Document | Compiled] = field(repr=False, compare=False)
    apart: Mapping[str, ByCountry] = field(repr=False, compare=False)

    @cached_property
    def classifier(self) -> TypeClassifier:
        """The written rule for generic types."""
        return TypeClassifier(self.types, self._expanded)

    def _expanded(self, title: str) -> str:
        return self.words.expanded(title)

    @cached_property
    def words(self) -> Words:
        """How titles are read."""
        return Words(self.title_words)

    @cached_property
    def papers(self) -> Papers:
        """What tells a paper that is no award."""
        return Papers(self.not_awards)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The framework ids, sorted."""
        return tuple(sorted(self._names))

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """The ISO 3166-1 alpha-2 codes that frameworks and instruments name, sorted."""
        of_frameworks = {code for framework in self.frameworks.values() for code in framework.countries}
        return tuple(sorted(of_frameworks | {party.country for act in self.instruments for party in act.parties}))

    @cached_property
    def relations(self) -> Mapping[str, Mapping[str, Party]]:
        """For each country its relation to each instrument, by the instrument's id."""
        found: dict[str, dict[str, Party]] = {}
        for act in self.instruments:
            for party in act.parties:
                found.setdefault(party.country, {})[act.id] = party
        return found

    @cached_property
    def of_country(self) -> Mapping[str, tuple[Framework, ...]]:
        """The frameworks of each country, in every edition; not those that countries share."""
        found: dict[str, list[Framework]] = {}
        for framework in self.frameworks.values():
            for country in framework.countries if framework.kind not in SHARED else ():
                found.setdefault(country, []).append(framework)
        return {country: tuple(frameworks) for country, frameworks in found.items()}

    @cached_property
    def _names(self) -> Mapping[str, list[str]]:
        """The names of all editions of each framework id."""
        names: dict[str, list[str]] = {}
        for name in self.frameworks:
            names.setdefault(Ref.parse(name).id, []).append(name)
        return names

    def editions(self, name: str) -> tuple[Framework, ...]:
        """All editions of a framework id, oldest first."""
        found = [self.frameworks[ref] for ref in self._names.get(name, ())]
        return tuple(sorted(found, key=lambda framework: (_starts(framework), framework.edition)))

    def framework(self, name: str) -> Framework:
        """The edition that ``id@edition`` names, or for a bare id the one in force on ``date``.

        Raises UnknownNameError with the nearest valid name.
        """
        ref = Ref.parse(name)
        editions = self.editions(ref.id)
        if not editions:
            raise UnknownNameError("framework", name, self.ids)
        if ref.edition is not None:
            for framework in editions:
                if framework.edition == ref.edition:
                    return framework
            raise UnknownNameError("edition", name, (str(framework.ref) for framework in editions))
        current = [framework for framework in editions if in_force(framework, self.date)]
        return (current or [f for f in editions if f.status != "superseded"] or list(editions))[-1]

    def day(self, on: str | dt.date | None) -> str:
        """The day that somebody gave, or the catalogue's own. Raises AmbiguousNameError for a date that is none."""
        return self.date if on is None else check_day(on)

    def edition_of(self, stand: Stand) -> Framework:
        """The edition that a placement of an award means: without one, that in force on the catalogue's date."""
        return self.framework(f"{stand.framework}@{stand.edition}" if stand.edition else stand.framework)

    def resolve(self, name: str | Path, on: str | dt.date | None = None) -> Framework:
        """A framework by id, by ``id@edition``, by its country, or from the path of a YAML record of one's own.

        With ``on``, a bare id is the one edition that was in force on that day; raises AmbiguousNameError when several
        were in force or in teach-out, or none, and for a country with several frameworks.
        """
        if not isinstance(name, str | Path):
            raise UnknownNameError("framework", repr(name), (), "(a name is text or a path)")
        if isinstance(name, str) and not looks_like_path(name) and Ref.parse(name).id not in self._names:
            from qualmap.catalog.of_place import framework_of

            return framework_of(self, name, on) or self.framework(name)
        if on is not None and isinstance(name, str) and not looks_like_path(name) and not Ref.parse(name).edition:
            return self._on(name, on)
        if isinstance(name, Path) or looks_like_path(name):
            return read_framework(Path(name), self.classifier.known)
        return self.framework(name)

    def _on(self, name: str, on: str | dt.date) -> Framework:
        editions = self.editions(name)
        if not editions:
            raise UnknownNameError("framework", name, self.ids)
        day = check_day(on)
        found = find(editions, day, None)
        if len(found.frameworks) == 1:
            return found.frameworks[0]
        if found.advice:
            raise NothingAppliesError(f"{name}: {found.advice}")
        listed = ", ".join(f"`{c.framework.ref}` ({c.standing})" for c in found.candidates)
        raise AmbiguousNameError(f"{name} on {day} may be {listed}: name the one under which the award was registered")

    def with_frameworks(self, extra: Iterable[Path]) -> Catalogue:
        """The catalogue and one's own framework records."""
        from dataclasses import replace

        paths = list(extra)
        if not paths:
            return self
        frameworks = dict(self.frameworks)
        for path in paths:
            document = read_document(path)
            framework = _checked_framework(document, self.classifier.known)
            if str(framework.ref) in frameworks:
                message = f"duplicate framework edition {str(framework.ref)!r}"
                raise RecordError([document.problem(("id",), message, "give your record an id of its own")])
            frameworks[str(framework.ref)] = framework
        extra_print = fingerprint({name: framework.model_dump(mode="json") for name, framework in frameworks.items()})
        version = f"{self.version}+{extra_print[:8]}" if len(frameworks) > len(self.frameworks) else self.version
        return replace(self, frameworks=MappingProxyType(dict(sorted(frameworks.items()))), version=version)


def looks_like_path(name: str) -> bool:
    """Whether a name is meant as the path of a record rather than a framework id."""
    return name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name


def in_force(framework: Framework, day: str) -> bool:
    """Whether the edition is in force on a day, as far as its dates are known."""
    if framework.status != "in-force" or _starts(framework) > day:
        return False
    return framework.valid_to is None or day <= framework.valid_to.value.last


def _starts(framework: Framework) -> str:
    return framework.valid_from.value if framework.valid_from else ""


def read_framework(path: Path, types: Iterable[str]) -> Framework:
    """One framework record from a file, checked by itself. Raises RecordError."""
    return _checked_framework(read_document(path), types)


def _checked_framework(document: Document, types: Iterable[str]) -> Framework:
    framework = to_record(document, Framework)
    problems = list(check_framework(document, framework, types))
    if problems:
        raise RecordError(problems)
    return framework
