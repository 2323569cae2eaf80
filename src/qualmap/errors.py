"""What can go wrong, said so that a person can mend it.

::

    QualmapError
    ├── RecordError      a record (YAML) that cannot be read or does not hold together
    ├── UnknownNameError a framework, edition or level that is not in the catalogue
    ├── AmbiguousNameError  a name that several editions answer to on a date
    │   └── NothingAppliesError  no edition was in force on that date
    ├── InputError       something that a user gave and that cannot be right
    ├── QueryError       a SPARQL query that cannot be answered
    │   └── LimitError   a query that would take more time, memory or room than it may
    ├── BusyError        too many queries at the same time: try again
    ├── RemoteError      a server that does not answer, or not as it should
    ├── MissingExtraError  a library that is only installed on request
    └── OutputError      a file that cannot be written

Every message is one line: where, what is wrong, what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

__all__ = [
    "AmbiguousNameError",
    "BusyError",
    "InputError",
    "LimitError",
    "MissingExtraError",
    "NothingAppliesError",
    "OutputError",
    "Problem",
    "QualmapError",
    "QueryError",
    "RecordError",
    "RemoteError",
    "UnknownNameError",
    "did_you_mean",
]


LONGEST = 4000
"""Characters of the longest message."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a record: a finding as data; text is only one rendering of it."""

    file: str
    line: int | None
    field: str
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        field = f"{self.field}: " if self.field else ""
        remedy = f" ({self.remedy})" if self.remedy else ""
        return f"{place}: {field}{self.message}{remedy}"


class QualmapError(Exception):
    """The family: catch this to catch everything that qualmap raises on purpose.

    ``field`` is the path of what the message is about in what was given; whoever took it from flags or cells says
    here how it is called there.
    """

    def __init__(self, message: str = "", field: str = "") -> None:
        super().__init__(_one_line(message))
        self.field = shorten(_one_line(field))

    def __str__(self) -> str:
        return f"{self.field}: {super().__str__()}" if self.field else super().__str__()


class RecordError(QualmapError):
    """A record that cannot be read, or records that do not fit together.

    ``problems`` holds every finding; the message is the first and how many more there are.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        more = len(self.problems) - 1
        super().__init__(str(self.problems[0]) + (f" [and {more} more]" if more else ""))


_WHERE = {"framework": "`qualmap frameworks` lists the ids", "question": "`qualmap query --list` lists the names"}
"""Where the names of a kind are listed."""


class UnknownNameError(QualmapError):
    """A name that is not in the catalogue; the message offers the nearest ones."""

    def __init__(self, kind: str, name: str, known: Iterable[str], where: str = "", field: str = "") -> None:
        self.kind, self.name = kind, name
        hint = did_you_mean(name, known)
        inside = f" in {where}" if where else ""
        if not hint:
            hint = _WHERE.get(kind, "")
        super().__init__(f"unknown {kind} {shorten(name)!r}{inside}" + (f": {hint}" if hint else ""), field)


class AmbiguousNameError(QualmapError):
    """A name that several editions answer to, or none does; the message lists the candidates or says what to do."""


class NothingAppliesError(AmbiguousNameError):
    """No edition of a framework applies on a date; the message says what an officer does then."""


class InputError(QualmapError):
    """Something that a user gave and that cannot be right; the message says what, why, and what to give instead."""


class QueryError(QualmapError):
    """A query that is not SPARQL, or that the store refuses."""


class LimitError(QueryError):
    """A query that takes more time, memory or room than it may; the message says which limit and what to do."""


class BusyError(QualmapError):
    """A query that no worker is free for; nothing is wrong with it, and it may be asked again."""


class RemoteError(QualmapError):
    """A server that cannot be reached, refuses, or answers with something else than was asked for."""


class MissingExtraError(QualmapError):
    """A library that qualmap uses only on request, and that is not installed."""

    def __init__(self, library: str, extra: str | None = None) -> None:
        super().__init__(f"{library} is not installed: pip install 'qualmap[{extra or library}]'")


class OutputError(QualmapError):
    """A place that cannot be written; nothing was left half-written."""


@contextmanager
def about(field: str) -> Iterator[None]:
    """Say of errors that name no field that they are about this one."""
    with called(lambda named: named, otherwise=field):
        yield


@contextmanager
def called(name: Callable[[str], str], otherwise: str = "") -> Iterator[None]:
    """Errors name a field by its path: call it as it was called where it was given."""
    try:
        yield
    except QualmapError as error:
        error.field = name(error.field) if error.field else otherwise
        raise


def _one_line(text: str) -> str:
    """The text without what no terminal shows, and not without end."""
    line = "".join(character if character.isprintable() else " " for character in text[:LONGEST])
    return line + ("…" if len(text) > LONGEST else "")


def shorten(text: str, width: int = 80) -> str:
    """The text on one line, cut with an ellipsis if it is long: for use inside messages."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1] + "…"


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The nearest valid names as a hint, or the whole (short) list, or nothing."""
    from rapidfuzz import fuzz, process  # only when something is already wrong

    names = list(dict.fromkeys(known))
    near = process.extract(name[:200], names, scorer=fuzz.ratio, processor=str.lower, limit=3, score_cutoff=60)
    if near:
        best = [match for match, score, _ in near if score > near[0][1] - 8]
        return "did you mean " + " or ".join(f"`{match}`" for match in best) + "?"
    if 0 < len(names) <= 20:
        return "known: " + ", ".join(f"`{known}`" for known in names)
    return ""
