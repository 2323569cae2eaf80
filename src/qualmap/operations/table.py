"""The table of operations. Light, so that ``qualmap --help`` and the start of a server import no model.

A row names a function of a module beside this one. The function takes a ``Qualmap`` and a request and gives a result;
the models of both are its annotations. What is said about an operation anywhere is made from these.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar, get_args, get_type_hints

if TYPE_CHECKING:
    from qualmap.facade import Qualmap
    from qualmap.records.base import Record, Result

Q = TypeVar("Q")
R = TypeVar("R")
JSON, JSONLD = "application/json", "application/ld+json"


class Page(NamedTuple, Generic[R]):
    """A page of a result, and whether more comes after it."""

    found: R
    more: bool


class Answer(NamedTuple, Generic[Q, R]):
    """What a writer writes: a result, and in which form; by whom and to which request it was given."""

    qm: Qualmap
    asked: Q
    found: R
    form: str


class Format(NamedTuple):
    """A form in which a result comes, by its name and its media type."""

    name: str
    media_type: str


FORMATS = {
    name: Format(name, media_type)
    for name, media_type in {
        "json": JSON,
        "csv": "text/csv",
        "tsv": "text/tab-separated-values",
        "sssom": "text/tab-separated-values",
        "ctdl": JSONLD,
        "elm": JSONLD,
        "jsonld": JSONLD,
        "markdown": "text/markdown",
        "html": "text/html",
        "pdf": "application/pdf",
        "svg": "image/svg+xml",
    }.items()
}
"""Every form that an operation may have."""


class Operation:
    """One operation: its name, the module of its function, what it does in a line, and the forms of its result.

    Its writer in ``writers`` is called like it, or like it and the form (``crosswalk_csv``); without one, JSON is that
    of the result. ``usual`` is the form that REST gives unless asked for another. ``body``: REST takes the request as
    JSON, by POST. ``path``, ``command`` and ``python`` say how it is called in REST, on the command line and in Python
    where that does not follow from its name. ``store``: it reads an agency's own store, whose place only this machine
    says; REST has it where the server was given one, and for pages of no other origin.
    """

    def __init__(
        self,
        name: str,
        module: str,
        summary: str,
        formats: str = "json",
        *,
        usual: str = "",
        body: bool = False,
        path: str = "",
        command: str = "",
        python: str = "",
        store: bool = False,
    ) -> None:
        self.name, self.id, self.summary, self.body = name, name.replace("-", "_"), summary, body
        self.path, self.command, self.python = path or f"/api/{name}", command or name, python or f"qm.{self.id}"
        self.formats = MappingProxyType({form: FORMATS[form] for form in formats.split()})
        self.usual = self.formats[usual] if usual else next(iter(self.formats.values()))
        self.store, self._module = store, module

    @cached_property
    def function(self) -> Callable[[Qualmap, Any], Any]:
        """What does it; imported when it is first needed."""
        found: Callable[[Qualmap, Any], Any] = getattr(import_module(f"qualmap.operations.{self._module}"), self.id)
        return found

    @cached_property
    def request(self) -> type[Record]:
        """The model of what it takes."""
        found: type[Record] = self._annotations["asked"]
        return found

    @cached_property
    def result(self) -> type[Result] | None:
        """The model of what it gives; none where that is no model's."""
        found = self._annotations["return"]
        found = next(iter(get_args(found)), found)  # of a page: what it is a page of
        return found if hasattr(found, "model_fields") else None

    def write(self, form: str, qm: Qualmap, asked: Any, found: Any) -> bytes:
        """A result in a form."""
        writers = import_module("qualmap.operations.writers")
        written = getattr(writers, f"{self.id}_{form}", None)
        if written is None and form == "json":
            return bytes(found.model_dump_json().encode())
        text = (written or getattr(writers, self.id))(Answer(qm, asked, found, form))
        return text.encode() if isinstance(text, str) else bytes(text)

    @cached_property
    def _annotations(self) -> dict[str, Any]:
        return get_type_hints(self.function, localns={"Qualmap": object})


# fmt: off
_ROWS = (
    Operation("frameworks", "lookups", "list the frameworks, or find the one that applies", "json csv"),
    Operation("framework", "lookups", "show one framework: its levels, its awards, its sources", "json elm ctdl",
              path="/api/frameworks/{framework}", command="show"),
    Operation("find", "titles", "find which award a title names, and on which levels it stands", "json csv"),
    Operation("compare", "comparisons", "say where an award stands in a country or framework, and who says so"),
    Operation("crosswalk", "lookups", "map every level of one framework to another", "json csv sssom ctdl"),
    Operation("explain", "lookups", "show the evidence behind one level's mapping"),
    Operation("what-if", "lookups",
              "show how much each piece of evidence moves one level's answer, and what would help most",
              command="explain --what-if"),
    Operation("awards", "held", "show the awards of a country, and what recognition bodies say of them",
              command="show"),
    Operation("award", "held", "show one award that people hold", path="/api/awards/{award}", command="show"),
    Operation("explain-award", "held",
              "show where an award stands at home and elsewhere, and what recognition bodies say of it",
              command="explain"),
    Operation("legal-basis", "countries", "show what binds two states, for a kind of award, on a day"),
    Operation("corridor", "countries", "show everything that is known about two countries, both ways",
              "json csv markdown svg"),
    Operation("corridors", "countries", "list the recorded programmes of migration, each with its corridors",
              python="qm.catalogue.corridors"),
    Operation("assess", "judgements", "judge an award for a purpose at a destination", body=True),
    Operation("statement", "judgements", "judge an award, as a statement to print and sign", "markdown html pdf jsonld",
              usual="html", body=True, command="assess --format html"),
    Operation("background", "judgements", "write the background paper of a holder without full documents",
              "markdown html pdf json", usual="html", body=True),
    Operation("passport", "judgements", "write a skills passport as unsigned JSON-LD", "jsonld", body=True),
    Operation("read-passport", "judgements", "read a skills passport back that was written before", body=True,
              path="/api/passport/read", command="passport --read",
              python="qualmap.formats.openbadges.read.read_passport"),
    Operation("questions", "questions", "list the questions to the graph that have a name", "json csv tsv",
              command="query --list"),
    Operation("ask", "questions", "ask the graph a question that has a name", "json csv tsv", body=True,
              command="query --named"),
    Operation("precedents", "inventory", "list the past judgements of a store", "json csv",
              python="qualmap.precedents.opened", store=True),
    Operation("precedent", "inventory", "show one past judgement of a store", path="/api/precedents/{id}",
              command="precedents", python="qualmap.precedents.opened", store=True),
    Operation("review", "inventory", "show which past judgements a changed record or a new report touches", "json csv",
              python="qualmap.precedents.review", store=True),
    Operation("status", "catalogue", "show what is checked, what is not, and what is linked", "json markdown",
              python="qualmap.status.state"),
)
# fmt: on
OPERATIONS: Mapping[str, Operation] = MappingProxyType({row.name: row for row in _ROWS})
"""Every operation by its name, in the order in which they are listed."""
