"""Whether the awards that people hold fit together, and what they name exists."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qualmap.catalog.checks import check_sources, duplicates, impossible_dates
from qualmap.catalog.text import Document, PathKey
from qualmap.errors import Problem, did_you_mean
from qualmap.records.awards import Awards, HeldAward, Period, Stand
from qualmap.records.base import Range

if TYPE_CHECKING:
    from qualmap.catalog.catalogue import Catalogue


class Held(NamedTuple):
    """An award, where it stands, and the countries that have it; none: any."""

    document: Document
    at: PathKey
    award: HeldAward
    countries: frozenset[str]

    def meets(self, other: Held) -> bool:
        """Whether both may have been given in one country on one day."""
        apart = self.countries and other.countries and not self.countries & other.countries
        return not apart and (self.award.awarded or Period()).overlaps(other.award.awarded or Period())


def check_awards(loaded: Sequence[tuple[Document, Awards]], catalogue: Catalogue) -> Iterator[Problem]:
    """Findings in files of awards, each by itself and those of one country together."""
    for document, record in loaded:
        yield from impossible_dates(document)
        yield from check_sources(document, record.sources)
        yield from _check_name(document, record)
        yield from _check_countries(document, record, catalogue)
        yield from duplicates(document, "awards", "id", [award.id for award in record.awards])
        yield from _check_not_given(document, record, catalogue)
        for index, award in enumerate(record.awards):
            yield from _check_award(document, ("awards", index), award, record, catalogue)
    yield from _check_told_apart(loaded)


def _check_name(document: Document, record: Awards) -> Iterator[Problem]:
    own = len(record.countries) == 1
    id_, stem = (record.countries[0].lower(), record.countries[0]) if own else (record.id, record.id)
    if (record.id, Path(document.file).stem) != (id_, stem):
        message = f"the file of {record.name} has the id {id_} and is called {stem}.yaml"
        yield document.problem(("id",), message, "a country's own awards go by its code; shared ones by a name")


def _check_countries(document: Document, record: Awards, catalogue: Catalogue) -> Iterator[Problem]:
    import pycountry

    known = {country.alpha_2 for country in pycountry.countries} | set(catalogue.places.assigned)
    for place, code in enumerate(record.countries):
        if code not in known:
            yield document.problem(("countries", place), f"{code!r} is no country's code", did_you_mean(code, known))


def _check_not_given(document: Document, record: Awards, catalogue: Catalogue) -> Iterator[Problem]:
    sources, given = {source.id for source in record.sources}, {award.kind for award in record.awards}
    for place, absent in enumerate(record.not_given):
        at: PathKey = ("not_given", place)
        if absent.kind not in catalogue.classifier.known:
            hint = did_you_mean(absent.kind, catalogue.classifier.known)
            yield document.problem((*at, "kind"), f"{absent.kind!r} is not a generic type", hint)
        elif absent.kind in given:
            yield document.problem(
                (*at, "kind"), f"an award of the kind {absent.kind} is recorded", "remove one of them"
            )
        if absent.source not in sources:
            hint = did_you_mean(absent.source, sources)
            yield document.problem((*at, "source"), f"no source {absent.source!r} in this record", hint)


def _check_award(
    document: Document, at: PathKey, award: HeldAward, record: Awards, catalogue: Catalogue
) -> Iterator[Problem]:
    kinds = {*catalogue.classifier.known, *(kind.id for kind in catalogue.types.held_only)}
    sources = {source.id for source in record.sources}
    named: list[tuple[PathKey, str, set[str], str]] = [
        ((*at, *path), source, sources, f"no source {source!r} in this record") for path, source in _cited(award)
    ]
    if award.kind is not None:
        named.append(((*at, "kind"), award.kind, kinds, f"{award.kind!r} is not a generic type"))
    for place, right in enumerate(award.access):
        named.append(((*at, "access", place, "to"), right.to, kinds, f"{right.to!r} is not a generic type"))
        if (right.given == "conditional") != (right.condition is not None):
            message = "a condition and `given: conditional` go together"
            yield document.problem((*at, "access", place), message, "give both or neither")
    if record.countries:
        named += [
            ((*at, "countries", place), code, set(record.countries), f"{code} is not among the file's countries")
            for place, code in enumerate(award.countries)
        ]
    for where, name, known, message in named:
        if name not in known:
            yield document.problem(where, message, did_you_mean(name, known))
    yield from _check_names(document, at, award)
    yield from _check_sizes(document, at, award)
    yield from _check_part(document, at, award)
    for place, stand in enumerate(award.stands):
        yield from _check_stand(document, (*at, "stands", place), stand, catalogue)


def _cited(award: HeldAward) -> Iterator[tuple[PathKey, str]]:
    yield ("source",), award.source
    if award.size_source is not None:
        yield ("size_source",), award.size_source
    for place, source in enumerate(award.further):
        yield ("further", place), source
    for field in ("stands", "equals", "access"):
        for place, item in enumerate(getattr(award, field)):
            yield (field, place, "source"), item.source


def _check_names(document: Document, at: PathKey, award: HeldAward) -> Iterator[Problem]:
    seen = {award.title}
    for place, name in enumerate(award.names):
        if name.text in seen:
            yield document.problem((*at, "names", place), f"{name.text!r} appears twice", "name it once")
        seen.add(name.text)


def _check_part(document: Document, at: PathKey, award: HeldAward) -> Iterator[Problem]:
    """A part of an award has none of what places a whole one."""
    if award.form == "part":
        for field in ("kind", "isced", "stands", "access"):
            if getattr(award, field) not in (None, ()):
                message = f"{award.title!r} is a part of an award and has no {field} by itself"
                yield document.problem((*at, field), message, "say in `note` of what it is a part, or leave out `form`")


def _check_sizes(document: Document, at: PathKey, award: HeldAward) -> Iterator[Problem]:
    for field in ("years", "credits"):
        size = getattr(award, field)
        if size is not None and Range.parse(size).high < Range.parse(size).low:
            yield document.problem((*at, field), f"{size!r} ends before it begins")
    if award.isced is not None and not 0 <= award.isced <= 8:
        yield document.problem((*at, "isced"), "ISCED 2011 levels run from 0 to 8")
    awarded = award.awarded
    if awarded is not None and not awarded.overlaps(awarded):
        message = f"last awarded {awarded.last}, before it was first, {awarded.first}"
        yield document.problem((*at, "awarded"), message, "mend one of the two dates")


def _check_stand(document: Document, at: PathKey, stand: Stand, catalogue: Catalogue) -> Iterator[Problem]:
    editions = catalogue.editions(stand.framework)
    if not editions:
        hint = did_you_mean(stand.framework, catalogue.ids)
        yield document.problem((*at, "framework"), f"no framework {stand.framework!r}", hint)
        return
    by_edition = {framework.edition: framework for framework in editions}
    if stand.edition is not None and stand.edition not in by_edition:
        message = f"{stand.framework} has no edition {stand.edition!r}"
        yield document.problem((*at, "edition"), message, did_you_mean(stand.edition, by_edition))
        return
    framework = catalogue.framework(stand.framework) if stand.edition is None else by_edition[stand.edition]
    if stand.level not in framework.codes:
        hint = did_you_mean(stand.level, framework.codes)
        yield document.problem((*at, "level"), f"{framework.ref} has no level {stand.level!r}", hint)


def _check_told_apart(loaded: Sequence[tuple[Document, Awards]]) -> Iterator[Problem]:
    """A title that two awards of a country print at one time, and nothing that tells which is which."""
    by_title: dict[tuple[str, str | None], list[Held]] = {}
    for document, record in loaded:
        for index, award in enumerate(record.awards):
            held = Held(document, ("awards", index, "title"), award, frozenset(record.countries_of(award)))
            by_title.setdefault((award.title, award.told_apart), []).append(held)
    for (title, _), awards in by_title.items():
        for one, other in itertools.combinations(awards, 2):
            if one.meets(other):
                message = f"{title!r} is the title of {one.award.id} in {Path(one.document.file).name} too"
                yield other.document.problem(other.at, message, "say in `told_apart` what tells them apart")
