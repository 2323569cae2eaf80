"""Identifiers of levels: resolved, or found to be nearly one, or to name a level that is not there.

How an identifier is spelt is learnt from the records (`same_as`): the host's scheme, the namespaces in which one
framework's levels stand, and the shape of the last part (``level-N``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple
from urllib.parse import unquote

from qualmap.ontology.iris import edition_iri, level_iri
from qualmap.ontology.terms import BASE
from qualmap.records import Framework

FRAMEWORKS = f"{BASE}framework/"


class LevelAt(NamedTuple):
    """A level of a framework edition."""

    framework: str
    code: str

    def __str__(self) -> str:
        return f"{self.framework.partition('@')[0]} level {self.code}"


@dataclass(frozen=True)
class Reading:
    """What an identifier turned out to be.

    ``right`` is how it is written, when it is mistyped; ``owner`` the framework whose namespace a dangling one is in.
    """

    kind: Literal["known", "mistyped", "dangling", "foreign"]
    level: LevelAt | None = None
    right: str = ""
    owner: str = ""


@dataclass
class Identifiers:
    """The identifiers that a set of frameworks has, and how they are spelt."""

    levels: dict[str, LevelAt] = field(default_factory=dict)
    frameworks: dict[str, str] = field(default_factory=dict)
    _loose: dict[str, str] = field(default_factory=dict)
    _spaces: dict[str, set[str]] = field(default_factory=dict)
    _schemes: dict[str, set[str]] = field(default_factory=dict)
    _shapes: dict[tuple[str, int, str], set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, frameworks: Iterable[Framework]) -> Identifiers:
        """The identifiers of all levels; where editions share one, the edition in force has it."""
        made = cls()
        for framework in sorted(frameworks, key=lambda f: (f.status != "in-force", str(f.ref))):
            name = str(framework.ref)
            for level in framework.levels:
                for iri in (level_iri(name, level.code), *level.same_as):
                    made._add(iri, LevelAt(name, level.code))
            for iri in (edition_iri(name), *framework.same_as):
                made.frameworks.setdefault(iri, name)
                made._schemes.setdefault(_host(iri), set()).add(_scheme(iri))
        return made

    def _add(self, iri: str, level: LevelAt) -> None:
        self.levels.setdefault(iri, level)
        self._loose.setdefault(_loose(iri), iri)
        space, last = _split(iri)
        self._spaces.setdefault(_loose_space(space), set()).add(level.framework.partition("@")[0])
        self._schemes.setdefault(_host(iri), set()).add(_scheme(iri))
        self._shapes.setdefault(_kind(space), set()).add(_shape(last))

    def read(self, iri: str) -> Reading:
        """What an identifier is."""
        if iri in self.levels:
            return Reading("known", self.levels[iri])
        right = self._loose.get(_loose(iri))
        if right is not None:
            return Reading("mistyped", self.levels[right], right)
        space, last = _split(iri)
        owners = self._spaces.get(_loose_space(space), set())
        if len(owners) == 1 or iri.startswith(FRAMEWORKS):
            return Reading("dangling", owner=next(iter(owners), ""))
        schemes = self._schemes.get(_host(iri), set())
        if len(schemes) == 1 and _scheme(iri) not in schemes:
            return Reading("mistyped", None, f"{next(iter(schemes))}:{iri.partition(':')[2]}")
        shapes = self._shapes.get(_kind(space), set())
        if _shape(last) not in shapes:
            near = [
                shape for shape in sorted(shapes) if shape.count("0") == 1 and _loose(shape) == _loose(_shape(last))
            ]
            number = re.search(r"\d+", last)
            if near and number:
                return Reading("mistyped", None, space + near[0].replace("0", number[0]))
        return Reading("foreign")


def _split(iri: str) -> tuple[str, str]:
    cut = max(iri.rstrip("/#").rfind("/"), iri.rstrip("/#").rfind("#")) + 1
    return iri[:cut], iri[cut:]


def _scheme(iri: str) -> str:
    return iri.partition(":")[0].lower()


def _host(iri: str) -> str:
    return iri.partition("://")[2].partition("/")[0].lower()


def _loose_space(space: str) -> str:
    return space.partition("://")[2].lower().rstrip("/#")


def _loose(iri: str) -> str:
    """An identifier without what people mistype: scheme, case, separators, the word level, a final slash."""
    space, last = _split(iri)
    return f"{_loose_space(space)} {re.sub(r'level|[-_ /#:]', '', unquote(last).lower())}"


def _kind(space: str) -> tuple[str, int, str]:
    parts = space.rstrip("/#").split("/")
    return _host(space), len(parts), parts[-1].lower()


def _shape(last: str) -> str:
    return re.sub(r"\d+", "0", last)
