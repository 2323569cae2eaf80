"""Which framework applies: by country, sector or name, on a date; all candidates where there are several."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from qualmap.errors import AmbiguousNameError, UnknownNameError
from qualmap.records import Framework
from qualmap.records.text import fold

Standing = Literal["in-force", "teach-out", "start-unknown", "end-unknown", "not-adopted", "none"]
"""How an edition stands on a date.

``start-unknown``: in force today, since when is not known. ``end-unknown``: superseded, until when is not known.
``not-adopted``: a draft, or under development. ``none``: the record says that there is no framework, or that
nobody here knows of one.
"""


@dataclass(frozen=True)
class Candidate:
    """An edition that may apply, and how it stands on the date."""

    framework: Framework
    standing: Standing


@dataclass(frozen=True)
class Found:
    """What a look-up found: candidates, those in force first, and what an officer does when none applies."""

    country: str | None
    on: str
    candidates: tuple[Candidate, ...]
    advice: str | None

    @property
    def frameworks(self) -> tuple[Framework, ...]:
        """The editions in force or in teach-out on the date, as far as is known."""
        return tuple(c.framework for c in self.candidates if c.standing not in ("not-adopted", "none"))


def standing(framework: Framework, on: str) -> Standing | None:
    """How an edition stands on a date, or None when it does not apply then.

    A date known only to the year or month counts as the whole of it.
    """
    if framework.status in ("none", "unknown") or framework.kind == "country":
        return "none"
    if framework.status in ("draft", "under-development"):
        return "not-adopted"
    start = framework.valid_from.value if framework.valid_from else None
    end = framework.valid_to.value if framework.valid_to else None
    last = framework.teach_out_to.value if framework.teach_out_to else None
    if start is not None and on < start.first:
        return None
    if end is not None and end.last < on:
        return "teach-out" if last is not None and on <= last.last else None
    if end is None and framework.status == "superseded":
        return "end-unknown"
    return "in-force" if start is not None else "start-unknown"


def find(
    frameworks: Iterable[Framework], on: str, country: str | None, sector: str | None = None, name: str | None = None
) -> Found:
    """The editions that apply on a date: of a country, or of all that the name fits.

    ``sector`` keeps comprehensive frameworks and those of that sector (words of it, or its initials). ``name`` keeps
    those whose id, name or own name contain it. Raises UnknownNameError for a country that no record names.
    """
    everyone = list(frameworks)
    known = sorted({code for framework in everyone for code in framework.countries})
    if country is not None and country not in known:
        raise UnknownNameError("country", country, known, "ISO 3166-1 alpha-2 codes of the catalogue")
    inside = [f for f in everyone if country is None or (country in f.countries and f.kind not in SHARED)]
    fitting = [f for f in inside if (sector is None or _in_sector(f, sector)) and (name is None or is_named(f, name))]
    candidates = [Candidate(f, how) for f in fitting if (how := standing(f, on)) is not None]
    candidates.sort(key=lambda c: (_ORDER.index(c.standing), c.framework.id, c.framework.edition))
    if not fitting and (name is not None or sector is not None):
        asked = " and ".join(
            f"{kind} {text!r}" for kind, text in (("name", name), ("sector", sector)) if text is not None
        )
        return Found(country, on, (), f"no record matches the {asked}; ask without it to see what there is")
    found = Found(country, on, tuple(candidates), None)
    return found if found.frameworks else Found(country, on, tuple(candidates), _advice(fitting, on, country))


def ladders(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Those with levels that are in force today; where there are none, drafts and those whose end is not known."""
    levelled = [candidate for candidate in candidates if candidate.framework.levels]
    current = tuple(candidate for candidate in levelled if candidate.standing in ("in-force", "start-unknown"))
    return current or tuple(c for c in levelled if c.standing in ("end-unknown", "not-adopted"))


def check_day(given: str | date) -> str:
    """A date given by a user: a day, or a month or year (its first day). Raises AmbiguousNameError otherwise."""
    text = given.isoformat()[:10] if isinstance(given, date) else str(given)
    parts = text.strip().split("-") if _DAY.fullmatch(text.strip()) else ["?"]
    try:
        year, month, day = (int(part) for part in (*parts, "1", "1")[:3])
        return date(year, month, day).isoformat()
    except (ValueError, TypeError):
        raise AmbiguousNameError(f"{text[:40]!r} is not a date; write 2010-06-30") from None


_DAY = re.compile(r"[0-9]{1,4}(-[0-9]{1,2}){0,2}")
SHARED = ("regional", "continental", "transnational")
"""Kinds of framework that countries share."""
_ORDER = ["in-force", "teach-out", "start-unknown", "end-unknown", "not-adopted", "none"]


def _advice(fitting: list[Framework], on: str, country: str | None) -> str:
    """What an officer does when no edition applies: read the award by its type (EAR manual, ch. 7)."""
    where = f" in {country}" if country else ""
    begun = sorted((f.valid_from.value, str(f.ref)) for f in fitting if f.valid_from and on < f.valid_from.value.first)
    by_type = (
        "read the award by its type, ISCED level and years, and by today's standing of the same or successor award"
    )
    if begun:
        return (
            f"on {on} no recorded framework was in force yet{where} "
            f"(the earliest is {begun[0][1]}, from {begun[0][0]}): "
            f"no level of that day exists; {by_type}"
        )
    if any(f.status in ("draft", "under-development") for f in fitting):
        return f"on {on} the framework{where} is not adopted: its levels bind nobody; {by_type}"
    return (
        f"no framework applies{where} on {on} as far as is known here; that never counts against the holder: {by_type}"
    )


def _in_sector(framework: Framework, sector: str) -> bool:
    if framework.sector is None:
        return True
    asked, own = fold(sector).replace("-", " "), fold(framework.sector)
    initials = "".join(word[0] for word in own.split() if word != "and")
    return asked in own or asked.endswith(initials)


def is_named(framework: Framework, name: str) -> bool:
    """Whether words of a name are in the framework's id, names or parts of the country."""
    asked = fold(name)
    texts = [framework.id, framework.name, framework.native_name or "", framework.jurisdiction or ""]
    return any(asked in fold(text) for text in (*texts, *framework.subdivisions))
