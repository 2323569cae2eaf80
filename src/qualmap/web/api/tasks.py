"""What ``/api`` does with the library, in the engine's thread: each task takes the façade and gives JSON.

What is heavy is imported here by the task that needs it.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from qualmap.errors import InputError, QualmapError, UnknownNameError, called

if TYPE_CHECKING:
    from qualmap.assessment.model import Judgement
    from qualmap.facade import Qualmap
    from qualmap.records import Award, Record
    from qualmap.records.phrases import Language
    from qualmap.web.api.models import AssessedAward

    R = TypeVar("R", bound=Record)

MOST_IN_BATCH = 100


class Page(NamedTuple):
    """A page of an answer, and whether more comes after it."""

    body: bytes
    more: bool


def frameworks(
    qm: Qualmap,
    country: str | None,
    sector: str | None,
    name: str | None,
    on: str | None,
    limit: int,
    offset: int,
) -> Page:
    """Every edition, or those that apply where anything is asked for."""
    from qualmap.web.api.models import FrameworkEntry, Frameworks

    code, day, advice = None, None, None
    if country is None and sector is None and name is None and on is None:
        entries = [FrameworkEntry.of(framework, None) for framework in qm.frameworks()]
    else:
        code = None if country is None else _country(qm, country)
        found = qm.framework(name, country=code, sector=sector, on=on or qm.catalogue.date)
        entries = [FrameworkEntry.of(each.framework, each.standing) for each in found.candidates]
        day, advice = found.on, found.advice
    shown = tuple(entries[offset : offset + limit])
    body = Frameworks(
        country=code, on=day, total=len(entries), items=shown, advice=advice, catalogue_version=qm.version
    )
    return Page(_json(body), offset + limit < len(entries))


def framework(qm: Qualmap, name: str) -> bytes:
    """One record."""
    return _json(qm.framework(_id(qm, name)))


def find(
    qm: Qualmap,
    title: str,
    country: str | None,
    on: str | None,
    framework: str | None,
    limit: int,
    offset: int,
) -> Page:
    """A page of the matches; the score of each is what it is among all."""
    inside = None if framework is None else _id(qm, framework)
    found = qm.find(title, country=country, on=on, framework=inside, limit=offset + limit + 1)
    shown = found.model_copy(update={"matches": found.matches[offset : offset + limit]})
    return Page(_json(shown), offset + limit < len(found.matches))


def crosswalk(qm: Qualmap, origin: str, destination: str, on: str | None) -> bytes:
    """All mappings."""
    return _json(qm.crosswalk(_id(qm, origin), _id(qm, destination), on=on))


def explain(qm: Qualmap, level: str, destination: str, on: str | None) -> bytes:
    """One mapping."""
    name, separator, _ = level.rpartition(":")
    if separator:
        _id(qm, name)
    return _json(qm.explain(level, _id(qm, destination), on=on))


def legal_basis(
    qm: Qualmap,
    origin: str,
    destination: str,
    on: str | None,
    award_type: str | None,
    isced: int | None,
    purpose: str | None,
    profession: str | None,
) -> bytes:
    """The legal basis for a kind of award; without one, for all that it may be."""
    from qualmap.assessment.case import profession_named
    from qualmap.law.basis import legal_basis
    from qualmap.law.scopes import scopes_of
    from qualmap.records.award import PURPOSES

    types = qm.catalogue.classifier.known
    if award_type is not None and award_type not in types:
        raise UnknownNameError("generic type", award_type, types)
    if purpose is not None and purpose not in PURPOSES:
        raise UnknownNameError("purpose", purpose, PURPOSES)
    professions, phrases = qm.catalogue.professions, qm.catalogue.phrases
    practised = None if profession is None else profession_named(professions, phrases, profession).id
    states = _country(qm, origin), _country(qm, destination)
    covers = scopes_of(award_type, isced, purpose)
    return _json(legal_basis(qm.catalogue, *states, on or qm.catalogue.date, covers, practised))


def corridor(qm: Qualmap, origin: str, destination: str, on: str | None) -> bytes:
    """Both ways between two countries."""
    return _json(qm.corridor(_country(qm, origin), _country(qm, destination), on))


def assess(qm: Qualmap, body: bytes) -> bytes:
    """One judgement."""
    return _json(_assessed(qm, _parsed(body)))


def batch_items(qm: Qualmap, body: bytes) -> list[Any]:  # noqa: ARG001
    """The items of a batch, not looked at yet."""
    items = _parsed(body)
    if not isinstance(items, list) or not 1 <= len(items) <= MOST_IN_BATCH:
        raise InputError(f"body: a batch is a list of 1 to {MOST_IN_BATCH} requests, each as for /api/assess")
    return items


def batch_item(qm: Qualmap, index: int, item: Any) -> bytes:
    """One item of a batch: its judgement, or why there is none."""
    from qualmap.web.api.engine import refused
    from qualmap.web.api.models import BatchItem, Problem

    try:
        return _json(BatchItem(index=index, assessed=_assessed(qm, item), problem=None))
    except QualmapError as error:
        refusal = refused(error)
        problem = Problem.of(refusal.status, refusal.detail)
        return _json(BatchItem(index=index, assessed=None, problem=problem))


def statement(qm: Qualmap, form: str, body: bytes) -> bytes:
    """One judgement as a statement to print."""
    judgement, language = _judged(qm, _parsed(body))
    return qm.statement(judgement, form, language or "en")


def background(qm: Qualmap, form: str, body: bytes) -> bytes:
    """A background paper."""
    from qualmap.documents.background import background_document
    from qualmap.web.api.models import BackgroundRequest

    asked = _read(BackgroundRequest, _parsed(body), "passport, destination and purpose")
    _named(qm, asked.passport.awards)
    with _in_body():
        paper = qm.background(asked.passport, asked.destination, asked.purpose, sought=asked.sought, on=asked.on)
    return background_document(paper, qm.catalogue, form, asked.language)


def passport(qm: Qualmap, body: bytes) -> bytes:
    """A skills passport as JSON-LD."""
    from json import dumps

    from qualmap.web.api.models import PassportRequest

    asked = _read(PassportRequest, _parsed(body), "passport")
    _named(qm, asked.passport.awards)
    return dumps(qm.passport(asked.passport, on=asked.on), ensure_ascii=False).encode()


def _assessed(qm: Qualmap, given: Any) -> AssessedAward:
    from qualmap.web.api.models import AssessedAward, sentences
    from qualmap.wording import Localiser

    judgement, language = _judged(qm, given)
    words = None if language is None else sentences(judgement, Localiser(qm.catalogue, language))
    return AssessedAward(judgement=judgement, sentences=words)


def _judged(qm: Qualmap, given: Any) -> tuple[Judgement, Language | None]:
    from qualmap.records.phrases import ENGLISH
    from qualmap.web.api.models import AssessRequest

    asked = _read(AssessRequest, given, "award, destination and purpose")
    qm.catalogue.phrases.wording(asked.language or ENGLISH)
    _named(qm, [asked.award])
    with _in_body():
        judgement = qm.assess(asked.award, asked.destination, asked.purpose, sought=asked.sought, on=asked.on)
    return judgement, asked.language


def _read(model: type[R], given: Any, fields: str) -> R:
    """What was sent, as a request. Raises InputError that names the field."""
    from qualmap.assessment.case import read

    if not isinstance(given, dict):
        raise InputError(f"body: a request is an object with {fields}, not {_kind(given)}")
    return read(model, given, "body")


def _in_body() -> AbstractContextManager[None]:
    """What is wrong is called by its path in the request's body."""
    return called(lambda path: f"body.{path}")


def _named(qm: Qualmap, awards: Iterable[Award]) -> None:
    """Refuse an award whose framework is the path of a file on this machine."""
    for award in awards:
        if award.framework is not None:
            _id(qm, award.framework)


def _parsed(body: bytes) -> Any:
    from pydantic_core import from_json

    try:
        return from_json(body, allow_inf_nan=False)
    except ValueError as error:
        raise InputError(f"body: is no JSON: {error}") from None


def _kind(value: Any) -> str:
    return {list: "a list", str: "text", type(None): "null"}.get(type(value), "a number")


def _id(qm: Qualmap, name: str) -> str:
    """A framework's name; never the path of a file on this machine."""
    from qualmap.catalog.catalogue import looks_like_path

    if looks_like_path(name):
        raise UnknownNameError("framework", name, qm.catalogue.ids)
    return name


def _country(qm: Qualmap, text: str) -> str:
    from qualmap.catalog.places import place

    return place(text, qm.catalogue).country


def _json(result: Any) -> bytes:
    text: str = result.model_dump_json()
    return text.encode()
