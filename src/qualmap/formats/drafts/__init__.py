"""Importers: what others publish -> a draft record, with its provenance and a list of what it leaves open.

Nothing is fetched, nothing is overwritten, and no source's descriptor text is copied.
"""

from __future__ import annotations

from pathlib import Path

from qualmap.errors import did_you_mean
from qualmap.formats.drafts.draft import Draft, Given
from qualmap.graph import foreign as files

__all__ = ["FORMS", "Draft", "Given", "read_draft"]

FORMS = ("awards", "csv", "ctdl", "elm", "skos", "statements")
"""The forms that can be imported, as ``--as`` names them."""


def read_draft(path: Path, form: str | None = None, given: Given | None = None) -> Draft:
    """The draft record that a file gives; without ``form`` the file itself tells what it is.

    Raises RecordError with file, line where it is known, and what to do.
    """
    if form is not None and form not in FORMS:
        raise files.refuse(str(path), f"there is no form {form!r}", did_you_mean(form, FORMS))
    given = given or Given()
    draft = _from_table(path, form, given) if path.suffix.lower() == ".csv" else _from_graph(path, form, given)
    draft.check()
    return draft


def _from_table(path: Path, form: str | None, given: Given) -> Draft:
    from qualmap.formats import award_table, statement_table, table
    from qualmap.formats.elm import read as elm

    rows = files.read_rows(path)
    if form in ("skos", "ctdl"):
        raise files.refuse(str(path), f"a CSV file is not {form}", "use --as csv or --as elm, or leave it out")
    header = set(rows[0][1])
    if form == "statements" or (form is None and {"title", "says"} <= header):
        return statement_table.read(path, given)
    if form == "awards" or (form is None and {"title", "language"} <= header):
        return award_table.read(path, given)
    if form == "elm" or (form is None and rows[0][1][:2] == ["iri", "label"]):
        return elm.read_rows(path, rows, given)
    return table.read(path, rows, given)


def _from_graph(path: Path, form: str | None, given: Given) -> Draft:
    from qualmap.formats import skos
    from qualmap.formats.ctdl import read as ctdl
    from qualmap.formats.elm import read as elm

    if form in ("awards", "csv", "statements"):
        raise files.refuse(str(path), "not a file ending in .csv", "rename it, or leave --as out")
    graph = files.read_graph(path)
    if form == "ctdl" or (form is None and ctdl.is_ctdl(graph)):
        return ctdl.read(graph, given)
    if form == "elm" or (form is None and elm.is_elm(graph)):
        return elm.read(graph, given)
    return skos.read(graph, given)
