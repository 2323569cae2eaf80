"""Reads strangers' linked data: bounded, and without the network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from qualmap.errors import did_you_mean, shorten
from qualmap.graph.foreign import MAX_CHARACTERS, MAX_TRIPLES, check_context, check_depth, read_text, refuse
from qualmap.ontology.context import ADDRESS, context
from qualmap.ontology.nodes import node_name, value_of

ENDINGS = (".ttl", ".trig", ".nt", ".nq", ".jsonld")
XML = (".rdf", ".owl", ".xml")


def read_quads(path: Path) -> Iterator[ox.Quad]:
    """The statements of one file. Raises RecordError for one that cannot be read, or is too large."""
    ending, file = path.suffix.lower(), str(path)
    if ending in XML:
        raise refuse(file, f"RDF/XML is not read ({ending})", "convert it to Turtle")
    if ending == ".json":
        raise refuse(file, "ends in .json", "name it .jsonld if it is JSON-LD")
    if ending not in ENDINGS:
        raise refuse(file, f"unknown ending {ending!r}", did_you_mean(ending, ENDINGS))
    text = _inlined(file, read_text(path)) if ending == ".jsonld" else read_text(path)
    format_ = ox.RdfFormat.JSON_LD if ending == ".jsonld" else ox.RdfFormat.from_extension(ending[1:])
    characters = 0
    try:
        for number, quad in enumerate(ox.parse(text.encode(), format=format_)):
            characters += len(node_name(quad.subject)) + len(quad.predicate.value) + len(value_of(quad.object))
            if number >= MAX_TRIPLES or characters > MAX_CHARACTERS:
                raise refuse(file, f"more than {MAX_TRIPLES} statements, or too long ones", "split the file")
            if isinstance(quad.subject, ox.Triple) or isinstance(quad.object, ox.Triple):
                raise refuse(file, "holds quoted statements (<<)", "remove them: the shapes do not look at them")
            yield quad
    except SyntaxError as error:
        line = None if ending == ".jsonld" else error.lineno
        raise refuse(file, f"cannot be read: {shorten(str(error.msg), 120)}", "mend the syntax", line) from None
    except (ValueError, OSError) as error:
        raise refuse(file, f"cannot be read: {shorten(str(error), 120)}", "mend the syntax") from None


def _inlined(file: str, text: str) -> str:
    """JSON-LD whose contexts stand in the file: the address of ours stands for ours, others are refused."""
    try:
        tree = json.loads(text)
    except json.JSONDecodeError as error:
        raise refuse(file, f"not JSON: {error.msg.lower()}", "mend the syntax", error.lineno) from None
    except (RecursionError, ValueError):
        raise refuse(file, "not JSON that can be read: nested too deep, or a number too long") from None
    if not isinstance(tree, dict | list):
        raise refuse(file, "holds no JSON-LD nodes", "the file is one object, or a list of them")
    for node in tree if isinstance(tree, list) else [tree]:
        if isinstance(node, dict) and "@context" in node:
            given = node["@context"]
            node["@context"] = [_context(file, one) for one in (given if isinstance(given, list) else [given])[:11]]
    check_depth(file, tree)
    return json.dumps(tree)


def _context(file: str, given: Any) -> Any:
    if given == ADDRESS:
        return context()
    if not isinstance(given, dict):
        message = f"remote @context {shorten(str(given), 60)!r}"
        raise refuse(file, message, f"nothing is fetched; write it into the file, or use {ADDRESS}")
    check_context(file, {key: value for key, value in given.items() if key != "@version"})
    return given
