"""A draft record: what a file says, in the shape of ours, and by name all that it leaves open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from qualmap.catalog.checks import check_framework
from qualmap.catalog.parse import to_record
from qualmap.catalog.text import Document, PathKey
from qualmap.errors import RecordError, shorten
from qualmap.formats.drafts.codes import Order, order_codes
from qualmap.graph.foreign import printable, refuse
from qualmap.records import Framework
from qualmap.records.kinds import KINDS, Kind

MAX_LEVELS = 200

_UNNAMED = (
    "status: written as `unknown`; `in-force`, `draft`, ... when a source says so",
    "countries, authority, legal_basis, valid_from: each with its source",
)
_PARAPHRASE = "descriptors: paraphrase each level in your own words; the source's text was not copied"


@dataclass(frozen=True)
class Given:
    """What the user says about the record, since the file cannot. ``pick`` chooses among several lists in one file."""

    id: str | None = None
    edition: str | None = None
    kind: str | None = None
    region: str | None = None
    name: str | None = None
    country: str | None = None
    date: str | None = None
    origin: str | None = None
    destination: str | None = None
    pick: str | None = None


@dataclass(frozen=True)
class Rung:
    """A level as a file has it: its code, what else it says, and the line it stands on."""

    code: str
    title: str | None = None
    parent: str | None = None
    rank: str | None = None
    same_as: Sequence[str] = ()
    line: int | None = None


@dataclass(frozen=True)
class Found:
    """What a file says of a framework beside its levels; None where it says nothing."""

    path: Path
    name: str | None = None
    language: str = ""
    iri: str | None = None
    slug: str | None = None
    citation: str | None = None
    published: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Draft:
    """The tree of a record, and the names of what is left to fill in."""

    file: str
    record: Literal["framework", "referencing", "awards", "evaluations"]
    tree: dict[str, Any]
    unknown: tuple[str, ...]
    lines: dict[PathKey, int] = field(default_factory=dict)

    def text(self) -> str:
        """The record's YAML; a comment at its head lists what is unknown."""
        from qualmap.catalog.write import format_record

        head, _, body = format_record(self.tree, self._kind.schema).partition("\n")
        open_ends = "".join(f"# - {shorten(line, 300)}\n" for line in self.unknown)
        name = shorten(printable(Path(self.file).name))
        return f"{head}\n# A draft that `qualmap import` made from {name}. Left for you to fill in:\n{open_ends}{body}"

    @property
    def _kind(self) -> Kind:
        return next(kind for kind in KINDS if kind.name == self.record)

    def check(self) -> None:
        """Raise RecordError if the draft could not become a record, with the place in the imported file."""
        document = Document(self.file, self.tree, dict(self.lines))
        record = to_record(document, self._kind.model)
        if not isinstance(record, Framework):
            return
        types: set[str] = set()
        if any(award.generic_type for award in record.qualification_types):
            from qualmap.catalog import read_catalogue

            types = set(read_catalogue().classifier.known)
        problems = list(check_framework(document, record, types))
        if problems:
            raise RecordError(problems)


def framework_draft(found: Found, rungs: Sequence[Rung], given: Given, awards: Sequence[dict[str, Any]] = ()) -> Draft:
    """The draft of a framework from its levels, lowest first unless the codes tell the order."""
    file = str(found.path)
    if not rungs:
        raise refuse(file, "holds no levels", "docs/importing.md shows the forms that can be read")
    if len(rungs) > MAX_LEVELS:
        raise refuse(file, f"{len(rungs)} levels, where no framework has over {MAX_LEVELS}", "pick one framework")
    order = _order(rungs)
    tree, unknown = _head(found, given)
    tree["sources"] = [source(found, given)]
    tree["levels"] = [_level(rung, rank) for rung, rank in order.ranked]
    if awards:
        tree["qualification_types"] = list(awards)
    unknown += order.doubts
    unknown += [_PARAPHRASE] + ([] if awards else ["qualification_types: the awards on each level, with their sources"])
    lines: dict[PathKey, int] = {
        ("levels", index): rung.line for index, (rung, _) in enumerate(order.ranked) if rung.line is not None
    }
    return Draft(file, "framework", tree, tuple(printable(line) for line in unknown), lines)


def source(found: Found, given: Given) -> dict[str, str]:
    """The one source of a draft: the file, by its address or its name."""
    entry = {"id": "s1", "verification": "secondary"}
    if is_web(found.iri):
        entry["url"] = str(found.iri)
    entry["citation"] = found.citation or f"the file {printable(found.path.name)}"
    entry |= {"date_seen": given.date} if given.date else {}
    entry |= {"published": found.published} if found.published else {}
    entry |= {"note": found.note} if found.note else {}
    return entry


def source_doubts(given: Given) -> list[str]:
    """What a draft leaves open about its source."""
    doubts = ["sources[0].verification: `seen` if the publisher is the authority itself, else `secondary`"]
    return doubts if given.date else [*doubts, "sources[0].date_seen: when you read it (--date)"]


def _order(rungs: Sequence[Rung]) -> Order[Rung]:
    """Levels with their ranks: as the file says if it does, else in the order of the codes."""
    if any(rung.rank for rung in rungs):
        return Order([(rung, rung.rank or "") for rung in rungs], [])
    return order_codes(rungs, [rung.code for rung in rungs])


def _head(found: Found, given: Given) -> tuple[dict[str, Any], list[str]]:
    """The fields before the sources, and what is open about them."""
    name = given.name or found.name
    identity = given.id or slug(found.slug or name or found.path.stem)
    doubts = [
        None if given.id else f"id: `{identity}` is made from the source's own name (--id)",
        None if given.edition else "edition: written as `current`; usually the year it took effect (--edition)",
        _name_doubt(found, given),
        None if given.kind else "kind: assumed to be `national` (--kind)",
        None if given.region else "region: written as `unknown`; such as africa or europe (--region)",
        *_UNNAMED,
        *source_doubts(given),
    ]
    tree: dict[str, Any] = {
        "id": identity,
        "edition": given.edition or "current",
        "name": name or identity,
        "kind": given.kind or "national",
        "status": "unknown",
        "source": "s1",
        "region": given.region or "unknown",
    }
    if found.name and found.language and not found.language.lower().startswith("en"):
        tree["native_name"] = found.name
    if is_web(found.iri):
        tree["same_as"] = [found.iri]
    return tree, [doubt for doubt in doubts if doubt]


def _name_doubt(found: Found, given: Given) -> str | None:
    if given.name:
        return None
    if not found.name:
        return "name: the source gives none; the id stands in for it (--name)"
    if found.language and not found.language.lower().startswith("en"):
        return f"name: in English; the source has it in `{found.language}` only (--name)"
    return "name: the title of the source's list; the framework may be called otherwise (--name)"


def _level(rung: Rung, rank: str) -> dict[str, Any]:
    level: dict[str, Any] = {"code": rung.code, "rank": rank, "source": "s1"}
    if rung.title and rung.title != rung.code:
        level["title"] = rung.title
    if rung.parent:
        level["parent"] = rung.parent
    addresses = [iri for iri in rung.same_as if rung.line is not None or is_web(iri)]  # those of a table are checked
    return level | ({"same_as": addresses} if addresses else {})


def is_web(iri: str | None) -> bool:
    """Whether an address can stand in a record."""
    return iri is not None and iri.startswith(("http://", "https://"))


def slug(name: str) -> str:
    """A framework id from a name: lower-case letters, digits and hyphens."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
    return re.sub(r"(?<=.)-levels$", "", made) or "unnamed"
