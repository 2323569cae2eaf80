"""What ``/api`` does with an operation, in the engine's thread: a request becomes the bytes of an answer.

What is heavy is imported here, by the first request.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from qualmap.errors import InputError, QualmapError, called, did_you_mean
from qualmap.operations.table import OPERATIONS, Format, Operation, Page

if TYPE_CHECKING:
    from qualmap.facade import Qualmap
    from qualmap.records import Record

MOST_IN_BATCH = 100
PAGING = ("limit", "offset")
FORMAT, FORM = "format", "form"
"""The parameter that names a form, and its older name, which two operations keep."""
_OLD_FORM = ("statement", "background")


class Made(NamedTuple):
    """The bytes of an answer. ``page`` is the limit and the offset of a page, ``more`` whether another comes after."""

    body: bytes
    page: tuple[int, int] | None = None
    more: bool = False


def form_parameters(operation: Operation) -> list[str]:
    """The parameters by which a form can be named; none where there is but one."""
    if len(operation.formats) == 1:
        return []
    return [FORMAT, FORM] if operation.name in _OLD_FORM else [FORMAT]


def looked_up(
    qm: Qualmap, operation: Operation, form: Format, given: Mapping[str, str], fixed: Mapping[str, str]
) -> Made:
    """The answer to parameters, and to what the path or the server says (``fixed``). Raises QualmapError."""
    known = [name for name in operation.request.model_fields if name not in fixed]
    for name in given:
        if name not in known:
            hint = did_you_mean(name, [*known, *form_parameters(operation)]) or "this takes no parameters"
            raise InputError(f"unknown parameter {name[:80]!r}: {hint}")
    with called(lambda field: f"{'path' if field in fixed else 'query'}.{field}"):
        asked = _read(operation.request, {**given, **fixed}, "")
    found = operation.function(qm, asked)
    if isinstance(found, Page):
        limit, offset = (getattr(asked, name) for name in PAGING)
        return Made(operation.write(form.name, qm, asked, found.found), (limit, offset), found.more)
    return Made(operation.write(form.name, qm, asked, found))


def answered(qm: Qualmap, operation: Operation, form: Format, body: bytes) -> Made:
    """The answer to a body. Raises QualmapError."""
    asked, found = _worked(qm, operation, _parsed(body))
    return Made(operation.write(form.name, qm, asked, found))


def batch_items(qm: Qualmap, body: bytes) -> list[Any]:  # noqa: ARG001
    """The items of a batch, not looked at yet."""
    items = _parsed(body)
    if not isinstance(items, list) or not 1 <= len(items) <= MOST_IN_BATCH:
        raise InputError(f"body: a batch is a list of 1 to {MOST_IN_BATCH} requests, each as for /api/assess")
    return items


def batch_item(qm: Qualmap, index: int, item: Any) -> bytes:
    """One item of a batch: its judgement, or why there is none."""
    from qualmap.web.api.engine import refused
    from qualmap.web.api.schemas import BatchItem, Problem

    try:
        _, assessed = _worked(qm, OPERATIONS["assess"], item)
        done = BatchItem(index=index, assessed=assessed, problem=None)
    except QualmapError as error:
        refusal = refused(error)
        done = BatchItem(index=index, assessed=None, problem=Problem.of(refusal.status, refusal.detail))
    return done.model_dump_json().encode()


def _worked(qm: Qualmap, operation: Operation, given: Any) -> tuple[Any, Any]:
    """A request, and what the operation gives; what is wrong is called by its path in the body."""
    if not isinstance(given, dict):
        needed = [name for name, field in operation.request.model_fields.items() if field.is_required()]
        fields = " and ".join(filter(None, (", ".join(needed[:-1]), needed[-1])))
        raise InputError(f"body: a request is an object with {fields}, not {_kind(given)}")
    asked = _read(operation.request, given, "body")
    with called(lambda path: f"body.{path}"):
        return asked, operation.function(qm, asked)


def _read(model: type[Record], given: Mapping[str, Any], what: str) -> Record:
    from qualmap.assessment.case import read

    return read(model, given, what)


def _parsed(body: bytes) -> Any:
    from pydantic_core import from_json

    try:
        return from_json(body, allow_inf_nan=False)
    except ValueError as error:
        raise InputError(f"body: is no JSON: {error}") from None


def _kind(value: Any) -> str:
    return {list: "a list", str: "text", type(None): "null"}.get(type(value), "a number")
