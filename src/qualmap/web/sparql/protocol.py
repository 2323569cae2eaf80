"""The query operation of the SPARQL 1.1 Protocol, as far as it is text: from a request's parts to an operation."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from qualmap.web.http.problems import Refused

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
READ_ONLY = "this service is read-only: updates are refused"
_UPDATES = {"update", "using-graph-uri", "using-named-graph-uri"}
_MOST_PARAMETERS = 100


@dataclass(frozen=True)
class Operation:
    """A query and the graphs that the client asks it of; no graphs: the query's own choice, or all."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


def from_url(query_string: bytes) -> Operation | None:
    """The operation of a GET, or None where it asks for none."""
    return _operation(_pairs(query_string))


def from_body(query_string: bytes, content_type: str, body: bytes) -> Operation:
    """The operation of a POST in either form; what the address says counts too."""
    pairs = _pairs(query_string)
    if media_type(content_type) == QUERY:
        pairs.append(("query", _text(body)))
    else:
        pairs += _pairs(body)
    operation = _operation(pairs)
    if operation is None:
        raise Refused(400, "no query: give it as the parameter `query`")
    return operation


def check_type(content_type: str) -> None:
    """Refuse a body in a form that the protocol does not know, before it is read."""
    kind = media_type(content_type)
    if kind == UPDATE:
        raise Refused(403, READ_ONLY)
    if kind not in (FORM, QUERY):
        raise Refused(415, f"a query comes as {FORM} or {QUERY}, not as {kind or 'a body without Content-Type'}")
    if charset(content_type) not in ("", "utf-8", "utf8", "us-ascii"):
        raise Refused(415, "a query is text in UTF-8")


def media_type(content_type: str) -> str:
    """The media type alone, without parameters."""
    return content_type.partition(";")[0].strip().lower()


def charset(content_type: str) -> str:
    """The character set that a ``Content-Type`` names, or nothing."""
    for parameter in content_type.lower().split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset":
            return value.strip().strip('"')
    return ""


def _operation(pairs: list[tuple[str, str]]) -> Operation | None:
    names = [name for name, _ in pairs]
    if _UPDATES & set(names):
        raise Refused(403, READ_ONLY)
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) > 1:
        raise Refused(400, "more than one query: send one at a time")
    if not queries:
        return None
    return Operation(queries[0], _all(pairs, "default-graph-uri"), _all(pairs, "named-graph-uri"))


def _all(pairs: list[tuple[str, str]], wanted: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for name, value in pairs if name == wanted))


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    """The parameters of a form or an address."""
    try:
        text = encoded.decode("ascii")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS)
    except UnicodeDecodeError:
        raise Refused(400, "the parameters are not percent-encoded UTF-8") from None
    except ValueError:
        raise Refused(400, f"more than {_MOST_PARAMETERS} parameters") from None


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(400, "the query is not UTF-8 text") from None
