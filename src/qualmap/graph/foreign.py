"""Reading strangers' files: bounded, without network, and with one line for whatever is amiss."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from qualmap.catalog.bounded import decode, read_bytes
from qualmap.errors import Problem, RecordError, did_you_mean, shorten

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_BYTES = 5_000_000
MAX_TRIPLES = 200_000
MAX_CHARACTERS = 50_000_000
"""Of all terms together: a short file can name long addresses by prefix, many times."""
MAX_ROWS = 10_000
MAX_NESTING = 50
MAX_CONTEXT = 500
MAX_QUOTED = 100

ENDINGS = (".ttl", ".trig", ".nt", ".nq", ".jsonld", ".json")
CTDL = "ctdl:"
"""Stands for the namespaces of CTDL (`ceterms:`, `ceasn:`, `asn:`), which its own examples mix."""
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCT = "http://purl.org/dc/terms/"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

_CTDL_NAMESPACE = re.compile(r"https?://purl\.org/(ctdl/terms|ctdlasn/terms|asn/schema/core)/", re.IGNORECASE)
_CTDL_CONTEXT = re.compile(r"https?://(www\.)?credreg\.net/(ctdl|ctdlasn|qdata)/schema/context/json/?")
_NAMES = "ceterms:name ceasn:name skos:prefLabel skos:altLabel ceterms:alternateName skos:definition".split()
_LINKS = """ceterms:inQualificationsFramework asn:hasProgressionModel ceasn:hasProgressionModel asn:hasProgressionLevel
    ceasn:hasProgressionLevel asn:inProgressionModel ceasn:inProgressionModel skos:topConceptOf skos:hasTopConcept
    skos:inScheme skos:broader skos:narrower ceterms:precedes ceterms:precededBy ceterms:compares ceterms:source
    ceasn:source ceterms:sourceNode ceterms:targetNode ceterms:alignmentType ceterms:hasPart schema:about
    ceterms:indicativeCredentialType ceterms:subjectWebpage ceterms:sameAs ceasn:sourceDocumentation""".split()
OWN_CONTEXT: dict[str, Any] = {
    "ceterms": "https://purl.org/ctdl/terms/",
    "ceasn": "https://purl.org/ctdlasn/terms/",
    "asn": "http://purl.org/asn/schema/core/",
    "qdata": "https://credreg.net/qdata/terms/",
    "align": "https://purl.org/ctdl/vocabs/align/",
    "schema": "https://schema.org/",
    "skos": SKOS,
    "dct": DCT,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{name: {"@container": "@language"} for name in _NAMES},
    **{name: {"@type": "@id"} for name in _LINKS},
}
"""Ours, in place of the CTDL registry's context: its prefixes, and the kinds of the terms that we read."""


class Term(NamedTuple):
    """What stands at the end of a statement: an address (or blank node), or a text and its language."""

    value: str
    is_node: bool
    language: str = ""


class Graph:
    """The statements of one file, by subject and predicate."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.nodes: dict[str, dict[str, dict[Term, None]]] = defaultdict(lambda: defaultdict(dict))
        self.types: dict[str, list[str]] = defaultdict(list)
        self._pointers: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))

    def add(self, subject: str, predicate: str, value: Term) -> None:
        """Take one statement in (once)."""
        values = self.nodes[subject][predicate]
        if value not in values:
            values[value] = None
            if value.is_node:
                self._pointers[predicate][value.value].append(subject)
                if predicate == RDF_TYPE:
                    self.types[value.value].append(subject)

    def links(self, node: str, *predicates: str) -> list[str]:
        """The nodes that a node points to. Text where a node is due is refused."""
        found = [(predicate, term) for predicate in predicates for term in self._terms(node, predicate)]
        for predicate, term in found:
            if not term.is_node:
                text = shorten(term.value, 30)
                message = f"{_short(predicate)} of {_short(node)} is the text {text!r}, not an address"
                raise refuse(str(self.path), message, "write it as an IRI")
        return list(dict.fromkeys(term.value for _, term in found))

    def pointing(self, node: str, *predicates: str) -> list[str]:
        """The nodes that point to a node."""
        return [subject for predicate in predicates for subject in self._pointers[predicate].get(node, ())]

    def text(self, node: str, *predicates: str) -> Term | None:
        """The text of the first predicate that has one: in English, else in no language, else in the first."""
        for predicate in predicates:
            terms = self._terms(node, predicate)
            for term in terms:
                if term.is_node:
                    message = f"{_short(predicate)} of {_short(node)} is an address, not text"
                    raise refuse(str(self.path), message, "write the text in quotes")
            if terms:
                return min(terms, key=lambda term: (_preference(term.language), term.language, term.value))
        return None

    def _terms(self, node: str, predicate: str) -> list[Term]:
        return list(self.nodes[node].get(predicate, ())) if node in self.nodes else []


def _preference(language: str) -> int:
    return 0 if language.lower().split("-")[0] == "en" else 2 if language else 1


def _short(iri: str) -> str:
    return "a node without address" if iri.startswith("_:") else shorten(re.split(r"[#/](?=.)", iri)[-1], 40)


def refuse(file: str, message: str, remedy: str = "", line: int | None = None) -> RecordError:
    """The error for a file that gives no draft."""
    return RecordError([Problem(file, line, "", printable(message), printable(remedy))])


def printable(text: str) -> str:
    """Text on one line, without characters that a terminal or a YAML comment would act on."""
    return "".join(char if char.isprintable() else "?" for char in " ".join(text.split()))


def read_text(path: Path) -> str:
    """A file's content as UTF-8 text."""
    data = read_bytes(path, MAX_BYTES, "import one framework at a time")
    return decode(data, path, "save the file as UTF-8")


def read_rows(path: Path) -> list[tuple[int, list[str]]]:
    """The rows of a CSV file with their line numbers, the header first; comma or semicolon between cells."""
    text = read_text(path)
    header = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in header else ",", strict=True)
    rows: list[tuple[int, list[str]]] = []
    begins = 1
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                rows.append((begins, cells))
            begins = reader.line_num + 1
            if len(rows) > MAX_ROWS:
                raise refuse(str(path), f"more than {MAX_ROWS} rows", "import one framework at a time")
    except csv.Error as error:
        raise refuse(str(path), f"not CSV: {error}", "check the quotes", reader.line_num) from None
    if not rows:
        raise refuse(str(path), "holds no rows", "the first row names the columns")
    for line, cells in rows:
        if len(cells) != len(rows[0][1]):
            message = f"{len(cells)} cells where the header has {len(rows[0][1])}"
            raise refuse(str(path), message, "quote a cell that holds a comma", line)
    return rows


def read_graph(path: Path) -> Graph:
    """The statements of an RDF file, in the format of its ending."""
    import pyoxigraph as ox

    ending = path.suffix.lower()
    if ending not in ENDINGS:
        if ending in (".rdf", ".owl", ".xml"):
            raise refuse(str(path), f"RDF/XML is not read ({ending})", "convert it to Turtle")
        remedy = did_you_mean(ending, ENDINGS) or "use .csv, " + ", ".join(ENDINGS)
        raise refuse(str(path), f"unknown ending {ending!r}", remedy)
    is_json = ending in (".json", ".jsonld")
    data = _own_json(path) if is_json else read_text(path).encode()
    if data.count(b"<<") > MAX_QUOTED:
        raise refuse(str(path), "holds quoted statements (<<)", "a list of levels needs none; remove them")
    format_ = ox.RdfFormat.JSON_LD if is_json else ox.RdfFormat.from_extension(ending[1:])
    graph, characters = Graph(path), 0
    try:
        for number, (subject, predicate, value, _) in enumerate(ox.parse(data, format=format_)):
            term = Term(str(value), True) if isinstance(value, ox.BlankNode) else _term(value)
            characters += len(str(subject)) + len(predicate.value) + len(term.value)
            if number >= MAX_TRIPLES or characters > MAX_CHARACTERS:
                raise refuse(str(path), f"more than {MAX_TRIPLES} statements, or too long ones", "import one framework")
            graph.add(_node(subject), _plain(predicate.value), term)
    except SyntaxError as error:
        what = "JSON-LD" if is_json else "Turtle" if ending == ".ttl" else ending[1:].upper()
        line = None if is_json else error.lineno
        raise refuse(str(path), f"not {what}: {shorten(str(error.msg), 120)}", "mend the syntax", line) from None
    except (ValueError, OSError) as error:
        raise refuse(str(path), f"cannot be parsed: {shorten(str(error), 120)}") from None
    return graph


def _term(value: Any) -> Term:
    if hasattr(value, "language"):
        return Term(value.value, False, value.language or "")
    return Term(_plain(getattr(value, "value", "")), True)


def _node(subject: Any) -> str:
    text = str(subject)
    return text if text.startswith("_:") else _plain(getattr(subject, "value", ""))


def _plain(iri: str) -> str:
    """The address, with the namespaces of CTDL under one name."""
    return _CTDL_NAMESPACE.sub(CTDL, iri, count=1)


def _own_json(path: Path) -> bytes:
    """JSON-LD whose only context is inline: the registry's is replaced by ours, any other remote one is refused."""
    file = str(path)
    try:
        tree = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise refuse(file, f"not JSON: {error.msg.lower()}", "mend the syntax", error.lineno) from None
    except (RecursionError, ValueError) as error:
        deep = isinstance(error, RecursionError)
        raise refuse(file, f"nested deeper than {MAX_NESTING}" if deep else "not JSON: a number too long") from None
    if not isinstance(tree, dict | list):
        raise refuse(file, "holds no JSON-LD nodes", "the file is one object, or a list of them")
    for node in tree if isinstance(tree, list) else [tree]:
        if isinstance(node, dict):
            node["@context"] = _own_context(file, node.get("@context", OWN_CONTEXT))
    check_depth(file, tree)
    return json.dumps(tree).encode()


def _own_context(file: str, context: Any) -> Any:
    """A context that needs nothing from elsewhere."""
    if isinstance(context, list):
        if len(context) > 10:
            raise refuse(file, "more than ten contexts", "write one @context")
        return [_own_context(file, part) for part in context]
    if isinstance(context, str):
        if _CTDL_CONTEXT.fullmatch(context):
            return OWN_CONTEXT
        remedy = "nothing is fetched; write the context into the file"
        raise refuse(file, f"remote @context {shorten(context, 60)!r}", remedy)
    if context is not None and not isinstance(context, dict):
        raise refuse(file, "@context is neither an object nor an address", "write prefixes and their addresses")
    if context and context is not OWN_CONTEXT:
        check_context(file, context)
    return context


def check_context(file: str, context: Mapping[str, Any]) -> None:
    """Refuse a JSON-LD context that would have something fetched."""
    if "@import" in context:
        raise refuse(file, "@import in a @context", "nothing is fetched; write the context into the file")
    terms = [value for value in context.values() if isinstance(value, dict)]
    scoped = any("@context" in term for term in terms)
    parts = [*context, *(value for value in context.values() if not isinstance(value, dict))]
    parts += [part for term in terms for item in term.items() for part in item]
    flat = all(isinstance(part, int | None) or (isinstance(part, str) and len(part) <= 2000) for part in parts)
    if scoped or not flat or len(context) > MAX_CONTEXT:
        raise refuse(file, "a @context too large, or with contexts inside", f"at most {MAX_CONTEXT} plain terms")


def check_depth(file: str, tree: Any) -> None:
    """Nesting within bounds, and no context below the head of the file."""
    layer: list[Any] = tree if isinstance(tree, list) else [tree]
    for depth in range(MAX_NESTING + 1):
        below: list[Any] = []
        for node in layer:
            if isinstance(node, dict):
                if depth and "@context" in node:
                    raise refuse(file, "a @context below the head of the file", "write one @context at its head")
                below += [value for key, value in node.items() if key != "@context"]
            elif isinstance(node, list):
                below += node
        layer = below
        if not layer:
            return
    raise refuse(file, f"nested deeper than {MAX_NESTING}", "a list of levels is flat")
