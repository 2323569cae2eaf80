"""A judgement as a statement to print: one content, in several forms and languages."""

from __future__ import annotations

from typing import Literal, get_args

from qualmap.assessment.model import Judgement
from qualmap.catalog import Catalogue
from qualmap.documents.statement.content import Statement
from qualmap.errors import UnknownNameError
from qualmap.records.phrases import ENGLISH

Form = Literal["html", "pdf", "markdown", "json", "jsonld"]
FORMS: tuple[Form, ...] = get_args(Form)


def judgement_statement(judgement: Judgement, catalogue: Catalogue, form: str, language: str = ENGLISH) -> bytes:
    """The judgement as a statement: the same bytes for the same judgement, catalogue, form and language.

    ``json`` is the judgement itself, in no language. Raises UnknownNameError for a form or language that does not
    exist, MissingExtraError for a PDF without Typst.
    """
    if form not in FORMS:
        raise UnknownNameError("form", form, FORMS)
    catalogue.phrases.wording(language)
    if form == "json":
        return (judgement.model_dump_json(indent=2) + "\n").encode()
    if form == "jsonld":
        from qualmap.documents.statement.as_jsonld import to_jsonld

        return to_jsonld(judgement, catalogue, language)
    from qualmap.documents.statement.compose import compose

    return printed(compose(judgement, catalogue, language), form)


def printed(statement: Statement, form: str) -> bytes:
    """A content in one of the forms that people read: html, pdf, markdown."""
    if form == "pdf":
        from qualmap.documents.statement.as_pdf import to_pdf

        return to_pdf(statement)
    if form == "markdown":
        from qualmap.documents.statement.as_markdown import to_markdown

        return to_markdown(statement)
    from qualmap.documents.statement.as_html import to_html

    return to_html(statement)
