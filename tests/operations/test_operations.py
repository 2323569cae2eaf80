"""One table of operations: what it says holds in the library, on the command line and in REST."""

from __future__ import annotations

import argparse
import json
from functools import reduce
from importlib import import_module
from urllib.parse import urlencode

import pytest

from qualmap.cli.grammar import parser
from qualmap.operations.reference import examples, page
from qualmap.operations.table import OPERATIONS, Page
from tests.shell import ROOT, qualmap

EXAMPLES = examples()
ROWS = [row for row in OPERATIONS.values() if not row.store]
BY_NAME = {"ids": lambda row: row.name}
JSON = "application/json"


def commands():
    """Every command of the command line."""
    (chosen,) = (each for each in parser()._actions if isinstance(each, argparse._SubParsersAction))
    return chosen.choices


def resolved(python, qm):
    """What a name of the manual stands for: of a Qualmap (qm), or of a module."""
    where, _, name = python.rpartition(".")
    if python.startswith("qm."):
        return reduce(getattr, python.split(".")[1:], qm)
    return getattr(import_module(where), name)


def ask(service, row, example, form=None, accept=JSON):
    """An operation by REST."""
    parameters = {"format": form} if form else {}
    if row.body:
        target, headers = row.path, {"Content_Type": JSON, "Accept": accept}
        target += f"?{urlencode(parameters)}" if parameters else ""
        return service.ask(target, "POST", json.dumps(example), **headers)
    inside = {name for name in example if f"{{{name}}}" in row.path}
    query = urlencode({name: value for name, value in example.items() if name not in inside} | parameters)
    return service.ask(row.path.format(**example) + (f"?{query}" if query else ""), Accept=accept)


def worked(qm, row, example):
    """The same by the function of the row."""
    asked = row.request.model_validate(example)
    found = row.function(qm, asked)
    return asked, found.found if isinstance(found, Page) else found


# Every operation exists everywhere


@pytest.mark.parametrize("row", OPERATIONS.values(), **BY_NAME)
def test_an_operation_is_in_python_and_on_the_command_line_and_every_field_says_what_it_means(qm, row):
    assert resolved(row.python, qm) is not None
    command, *options = row.command.split()
    assert command in commands()
    assert all(info.description for info in row.request.model_fields.values())
    shown = qualmap(command, "--help").stdout
    assert all(option in shown for option in options if option.startswith("--"))


BY_PAGES = {"limit", "offset"}
"""A terminal shows a list whole, or with a limit of its own."""


@pytest.mark.parametrize("name", ["frameworks", "framework", "find", "crosswalk", "explain", "legal-basis", "corridor"])
def test_the_fields_of_a_look_up_are_the_arguments_and_flags_of_its_command(name):
    row = OPERATIONS[name]
    shown = " ".join(qualmap(row.command, "--help").stdout.split()).replace("- ", "-")
    for field, info in row.request.model_fields.items():
        if field not in BY_PAGES:
            assert (f" {field} " if info.is_required() else f" --{field.replace('_', '-')} ") in shown, field
            assert info.description.replace("- ", "-") in shown, field


@pytest.mark.parametrize("row", ROWS, **BY_NAME)
def test_rest_gives_the_answer_of_the_function_in_every_form(service, qm, row):
    """The example of the manual, in each form that the row has."""
    asked, found = worked(qm, row, EXAMPLES[row.name])
    for form in row.formats.values():
        got = ask(service, row, EXAMPLES[row.name], form.name if len(row.formats) > 1 else None)
        assert (got.status, got.type) == (200, form.media_type), got.text[:500]
        if row.name != "status":  # only a clone has the check of recalled awards, and the server is installed
            assert got.body == row.write(form.name, qm, asked, found)


def test_an_operation_without_its_own_example_is_not_shown():
    assert set(EXAMPLES) == set(OPERATIONS)


def test_the_manual_s_page_is_the_made_one():
    written = (ROOT / "docs" / "operations.md").read_text("utf-8")
    assert written == page(), "run `python scripts/refresh.py`"


# Forms


def test_the_form_follows_accept_unless_a_parameter_names_it(service):
    row, example = OPERATIONS["crosswalk"], EXAMPLES["crosswalk"]
    assert ask(service, row, example, accept="*/*").type == JSON
    assert ask(service, row, example, accept="text/html, */*;q=0.1").type == JSON, "a browser"
    assert ask(service, row, example, accept="image/png").type == JSON, "what nobody has: the usual one"
    table = ask(service, row, example, accept="text/csv")
    assert (table.type, table.headers["Vary"]) == ("text/csv", "Accept")
    assert ask(service, row, example, "sssom", accept="text/csv").type == "text/tab-separated-values"
    first = ask(service, row, example)
    assert first.headers["ETag"] != table.headers["ETag"]


@pytest.mark.parametrize("form", ["csv", "sssom", "ctdl"])
def test_the_command_line_and_rest_write_the_same_export(service, form):
    example = EXAMPLES["crosswalk"]
    said = qualmap("crosswalk", example["origin"], example["destination"], "--on", example["on"], "--format", form)
    got = ask(service, OPERATIONS["crosswalk"], example, form)
    assert got.text.rstrip("\n") == said.stdout.rstrip("\n")


def test_a_form_that_an_answer_has_not_is_refused_with_those_it_has(service):
    got = ask(service, OPERATIONS["crosswalk"], EXAMPLES["crosswalk"], "xlsx")
    assert got.status == 400
    assert "`sssom`" in json.loads(got.body)["detail"]
    older = service.ask("/api/crosswalk?origin=ie-nfq&destination=eqf&form=csv", Accept=JSON)
    assert older.status == 400, "the older name is known where it was, and nowhere else"


# The description


@pytest.fixture(scope="module")
def described(service):
    return json.loads(service.ask("/openapi.json").body)


def test_every_operation_has_a_short_name_of_its_own(described):
    names = [each["operationId"] for methods in described["paths"].values() for each in methods.values()]
    assert len(set(names)) == len(names)
    assert {row.id for row in ROWS} <= set(names)
    assert all(len(name) < 20 for name in names)


def test_no_two_schemas_have_one_title(described):
    schemas = described["components"]["schemas"]
    titles = [schema["title"] for schema in schemas.values()]
    assert len(set(titles)) == len(titles)


def test_every_parameter_is_a_field_of_the_request(described):
    for row in ROWS:
        shown = described["paths"][row.path]["post" if row.body else "get"]
        parameters = {each["name"]: each for each in shown["parameters"]} if not row.body else {}
        for name, info in row.request.model_fields.items() if not row.body else ():
            assert parameters[name]["description"] == info.description
            assert parameters[name]["required"] == info.is_required()
            assert parameters[name]["in"] == ("path" if f"{{{name}}}" in row.path else "query")


# What the table must not cost


def test_the_table_imports_no_model(tmp_path):
    import subprocess
    import sys

    code = "import sys, qualmap.operations.table; print({'pydantic', 'numpy', 'fastapi', 'yaml'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT / "src")
    assert done.stdout.strip() == "set()"
