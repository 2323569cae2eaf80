"""The fields of a request, flat: how each is given by flags, in the columns of a table, and in a file.

A request's model is the one place where they stand; that of a question about an award is ``Application``. Flags,
columns, messages, the parameters of REST and the tables of the manual take names and meanings from here.
``python -m qualmap.records.fields docs/assess.md`` writes the table of that page anew.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args, get_origin

from pydantic.fields import FieldInfo

from qualmap.errors import InputError, UnknownNameError, shorten
from qualmap.records.base import Record, Written

SEPARATOR = "|"
"""What stands between several values in one cell."""
BEGIN, END = "<!-- made by `python -m qualmap.records.fields docs/assess.md` -->\n\n", "\n<!-- end -->\n"
FieldPath = tuple[str, ...]


class Field(NamedTuple):
    """One field: its path in a file, what it means, and how it is written elsewhere.

    ``columns`` gives the path that each column fills; a field without one has no ``flag`` either, and is given in files
    and requests only. ``several``: a list; ``keyed``: a record of like records, each by its name. For both a flag is
    repeated; a cell holds several values between ``|``. ``parts`` are those of an item that is written as one text.
    ``values`` are closed lists, of the field (``""``) or of its parts. ``least`` is that of a
    whole number.
    """

    path: FieldPath
    meaning: str
    needed: bool
    flag: str
    columns: Mapping[str, FieldPath]
    several: bool
    keyed: bool
    parts: tuple[str, ...]
    values: Mapping[str, tuple[str, ...]]
    least: int | None
    default: Any

    @property
    def item(self) -> str:
        """How an item of several parts is written: FIRST=SECOND[:THIRD]."""
        first, second, *third = (part.upper() for part in self.parts)
        return f"{first}={second}" + "".join(f"[:{part}]" for part in third)

    @property
    def help(self) -> str:
        """The meaning, and what may be given where that is a closed list."""
        lists = [("; " + part.upper() if part else "") + ": " + ", ".join(each) for part, each in self.values.items()]
        return self.meaning + "".join(lists)


@cache
def fields(request: type[Record] | None = None) -> tuple[Field, ...]:
    """Every field of a request; without one, of a question: the award's, what is sought, destination, purpose, day."""
    if request is None:
        from qualmap.records.award import Application

        request = Application
    return tuple(_walk(request, ()))


@cache
def columns() -> dict[str, Field]:
    """The columns that a table of awards may have."""
    return {name: field for field in fields() for name in field.columns}


@cache
def flags() -> dict[str, Field]:
    """The flags by which one award may be given."""
    return {field.flag: field for field in fields() if field.flag}


def meaning(*path: str) -> str:
    """What a field means: ``meaning("award", "title")``."""
    return next(field.meaning for field in fields() if field.path == path)


def from_flags(given: Mapping[str, str | Sequence[str]]) -> dict[str, Any]:
    """What flags say, as a file would have it. Raises InputError, UnknownNameError for an item that is none."""
    tree: dict[str, Any] = {}
    for flag, value in given.items():
        field = flags()[flag]
        _put(tree, field.path, _read(field, [value] if isinstance(value, str) else value))
    return tree


def from_cells(cells: Mapping[str, str]) -> dict[str, Any]:
    """What the cells of a row say, by column, as a file would have it. Raises as ``from_flags`` does."""
    tree: dict[str, Any] = {}
    for name, field in columns().items():
        if name in cells:
            values = filter(None, map(str.strip, cells[name].split(SEPARATOR)))
            _put(tree, field.columns[name], _read(field, list(values)) if field.several else cells[name])
    return tree


def to_cells(tree: Mapping[str, Any]) -> dict[str, str]:
    """What a file says, as the cells of a row; what fits into no cell is left out."""
    found = ((name, field, _get(tree, field.columns[name])) for name, field in columns().items())
    return {name: _cell(field, value) for name, field, value in found if value}


def as_flag(path: str) -> str:
    """The flag by which what stands at a path of a file is given; the path itself where there is none."""
    field = _field_at(path)
    return f"--{field.flag}" if field is not None and field.flag else path


def as_column(path: str) -> str:
    """The column in which what stands at a path of a file is given; the path itself where there is none."""
    field, at = _field_at(path), _parts(path)
    named = (name for name, place in field.columns.items() if at[: len(place)] == place[: len(at)]) if field else ()
    return next(iter(named), path)


def table() -> str:
    """The reference table of the manual."""
    lines = ["| In a file or request | Flag | Column | Meaning |", "|---|---|---|---|"]
    for field in fields():
        name = f"`{'.'.join(field.path)}`" + (" (needed)" if field.needed else "")
        flag = f"`--{field.flag}" + (f" {field.item}`" if field.parts else "`")
        column = ", ".join(f"`{each}`" for each in field.columns)
        if not field.columns:  # a record that is more than one text can hold
            flag = column = "in files and requests only"
        lines.append(f"| {name} | {flag} | {column} | {field.help} |")
    return "\n".join(lines) + "\n"


def _walk(model: type[Record], above: FieldPath) -> Iterator[Field]:
    for name, info in model.model_fields.items():
        inner = _record_in(info.annotation)
        if inner is not None and not above:
            yield from _walk(inner, (name,))
        else:
            yield _field((*above, name), info, inner)


def _field(path: FieldPath, info: FieldInfo, inner: type[Record] | None) -> Field:
    written = next((each for each in info.metadata if isinstance(each, Written)), Written(""))
    several = get_origin(info.annotation) is tuple
    keyed = inner is not None and not several
    places = dict(_keyed_columns(path, inner)) if inner and keyed else {_column(path): path}
    if inner and several and not written.parts:
        places = {}  # such a record is more than one text can hold
    return Field(
        path=path,
        meaning=(info.description or "") + ("" if places or not inner else f": {', '.join(inner.model_fields)}"),
        needed=info.is_required(),
        flag=(written.flag or _column(path).replace("_", "-")) if places else "",
        columns=places,
        several=several,
        keyed=keyed,
        parts=written.parts,
        values=_lists(info, inner, written.parts, keyed=keyed),
        least=next((each.ge for each in info.metadata if hasattr(each, "ge")), 0) if _is_whole(info) else None,
        default=None if info.is_required() else info.default,
    )


def _is_whole(info: FieldInfo) -> bool:
    options = (info.annotation, *get_args(info.annotation))
    return any(int in (option, *get_args(option)) for option in options)


def _column(path: FieldPath) -> str:
    """A column is called like its field; what is sought says so where the award has a field of that name."""
    taken = path[0] == "sought" and path[-1] in _of_award()
    return "_".join(path) if taken else path[-1]


def _of_award() -> Collection[str]:
    from qualmap.records.award import Award

    return Award.model_fields


def _keyed_columns(path: FieldPath, model: type[Record]) -> Iterator[tuple[str, FieldPath]]:
    """A gate's state stands under the gate's name, and beside it who says so."""
    group = path[-1].removesuffix("s")
    for name, info in model.model_fields.items():
        item = _record_in(info.annotation)
        first, *others = item.model_fields if item else (path[-1],)
        yield (f"{name}_{group}" if name in _of_award() else name), (*path, name, first)
        yield from ((f"{name}_{other}", (*path, name, other)) for other in others)


def _lists(
    info: FieldInfo, inner: type[Record] | None, parts: tuple[str, ...], *, keyed: bool
) -> dict[str, tuple[str, ...]]:
    if inner is None:
        found = {"": _closed(info)}
    elif keyed:
        items = {_record_in(each.annotation) for each in inner.model_fields.values()} - {None}
        inside = {name: each for item in items if item for name, each in item.model_fields.items()}
        found = {parts[0]: tuple(inner.model_fields)} | {part: _closed(inside[part]) for part in parts[1:]}
    else:
        found = {part: _closed(inner.model_fields[part]) for part in parts}
    return {part: values for part, values in found.items() if values}


def _closed(info: FieldInfo) -> tuple[str, ...]:
    """The values of a field that takes one of a list."""
    options = (info.annotation, *get_args(info.annotation))
    return next((get_args(option) for option in options if get_origin(option) is Literal), ())


def _record_in(annotation: Any) -> type[Record] | None:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next(filter(None, map(_record_in, get_args(annotation))), None)


def _field_at(path: str) -> Field | None:
    at = _parts(path)
    return next((field for field in fields() if at[: len(field.path)] == field.path), None)


def _parts(path: str) -> FieldPath:
    """``award.documents[0].grade`` in its parts."""
    return tuple(re.split(r"[.\[\]]+", path))


def _read(field: Field, texts: Sequence[str]) -> Any:
    """The value that texts stand for: one text, a list, items of several parts, or these by their first."""
    if not field.parts:
        return list(texts) if field.several else texts[-1]
    items = [_item(field, text) for text in texts]
    if not field.keyed:
        return items
    found: dict[str, Any] = {}
    for item in items:
        name = item.pop(field.parts[0])
        if name not in field.values[field.parts[0]]:
            raise UnknownNameError(field.parts[0], name, field.values[field.parts[0]], field=".".join(field.path))
        if name in found:
            raise InputError(f"names one {field.parts[0]} twice: say each once", field=".".join(field.path))
        found[name] = item
    return found


def _item(field: Field, text: str) -> dict[str, str]:
    """FIRST=SECOND[:THIRD] in its parts."""
    first, equals, rest = text.partition("=")
    if not equals:
        raise InputError(f"{shorten(text)!r} is not written {field.item}", field=".".join(field.path))
    second, colon, third = rest.partition(":") if len(field.parts) > 2 else (rest, "", "")
    texts = (first, second, third) if colon else (first, second)
    return {part: each.strip() for part, each in zip(field.parts, texts, strict=False)}


def _cell(field: Field, value: Any) -> str:
    return f" {SEPARATOR} ".join(_text(field, each) for each in value) if field.several else f"{value}"


def _text(field: Field, value: Any) -> str:
    if not field.parts:
        return str(value)
    first, second, *third = (value[part] for part in field.parts if value.get(part) is not None)
    return f"{first}={second}" + "".join(f":{part}" for part in third)


def _put(tree: dict[str, Any], path: FieldPath, value: Any) -> None:
    for part in path[:-1]:
        tree = tree.setdefault(part, {})
    tree[path[-1]] = value


def _get(tree: Any, path: FieldPath) -> Any:
    for part in path:
        tree = tree.get(part) if isinstance(tree, Mapping) else None
    return tree


def renewed(page: str) -> str:
    """A page of the manual with its table made anew."""
    before, _, rest = page.partition(BEGIN)
    return before + BEGIN + table() + END + rest.partition(END)[2]


def main(arguments: Sequence[str]) -> int:
    """Write the table of a page anew."""
    page = Path(arguments[0])
    page.write_text(renewed(page.read_text("utf-8")), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
