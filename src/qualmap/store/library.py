"""The library of questions: named SPARQL queries in plain words, one ``.rq`` file each in ``questions/``.

A file begins with comments: the question in its first line, remarks, and one line for each parameter,
``# ?name (kind) such as example: meaning``, or ``default value`` in place of the example where the parameter may be
left out. The query has the parameters as variables and projects them, for the engine binds only what is projected.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from qualmap.errors import UnknownNameError

_PARAMETER = re.compile(r"\?(\w+) \(([a-z-]+)\) (such as|default) (.+?): (.+)")


@dataclass(frozen=True)
class Parameter:
    """What may be given with a question; with a ``default`` it may be left out."""

    name: str
    kind: str
    meaning: str
    example: str
    default: str | None = None


@dataclass(frozen=True)
class Question:
    """A named query: the question in plain words, remarks on what the answer holds, its parameters, its SPARQL."""

    name: str
    text: str
    remarks: str
    parameters: tuple[Parameter, ...]
    sparql: str

    @property
    def example(self) -> dict[str, str]:
        """A value for each parameter."""
        return {parameter.name: parameter.example for parameter in self.parameters}


@cache
def library() -> MappingProxyType[str, Question]:
    """Every question by its name, sorted."""
    folder = files("qualmap.store").joinpath("questions")
    names = sorted(entry.name.removesuffix(".rq") for entry in folder.iterdir() if entry.name.endswith(".rq"))
    return MappingProxyType({name: _read(name, folder.joinpath(f"{name}.rq").read_text("utf-8")) for name in names})


def question(name: str) -> Question:
    """The question with this name. Raises UnknownNameError with the nearest names."""
    if name not in library():
        raise UnknownNameError("question", name, library())
    return library()[name]


def _read(name: str, sparql: str) -> Question:
    lines = []
    for line in sparql.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line[1:].strip())
    parameters = [_PARAMETER.fullmatch(line) for line in lines if line.startswith("?")]
    return Question(
        name=name,
        text=lines[0],
        remarks=" ".join(line for line in lines[1:] if line and not line.startswith("?")),
        parameters=tuple(_parameter(match) for match in parameters if match),
        sparql=sparql,
    )


def _parameter(match: re.Match[str]) -> Parameter:
    name, kind, how, value, meaning = match.groups()
    return Parameter(name, kind, meaning, value, value if how == "default" else None)
