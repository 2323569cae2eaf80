"""Country codes in a record's tree: ISO 3166-1 alpha-2, each country once.

Works on the tree and not on the record, so that a wrong code is named as what it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from qualmap.catalog.text import Document, PathKey, Tree
from qualmap.lint.findings import Finding, found
from qualmap.records import Places


def check_countries(document: Document, places: Places | None) -> Iterator[Finding]:
    """Findings for the countries of a framework, and for the parties of an instrument.

    ``places`` holds the codes that ISO 3166-1 does not have; None when there are none.
    """
    meant: dict[str, str] = {}
    for path, text in _codes(document.tree):
        code, mend = _meaning(text, places)
        if code != text:
            yield found("QM121", document, path, _what(text), mend)
        if code and meant.setdefault(code, text) != text:
            yield found("QM122", document, path, f"{text!r} and {meant[code]!r} are one country", f"keep `{code}`")


def _codes(tree: Tree) -> Iterator[tuple[PathKey, str]]:
    if not isinstance(tree, dict):
        return
    for index, code in enumerate(_list(tree.get("countries"))):
        if isinstance(code, str):
            yield ("countries", index), code
    for index, party in enumerate(_list(tree.get("parties"))):
        if isinstance(party, dict) and isinstance(party.get("country"), str):
            yield ("parties", index, "country"), party["country"]


def _list(value: Tree) -> list[Tree]:
    return value if isinstance(value, list) else []


def _meaning(text: str, places: Places | None) -> tuple[str | None, str]:
    """The code that a text stands for, and what to write in its place."""
    import pycountry

    assigned, house_codes = (places.assigned, places.house_codes) if places else ({}, {})
    if text in assigned or pycountry.countries.get(alpha_2=text):
        return text, ""
    code = house_codes.get(text.upper())
    if code is None:
        country = (
            pycountry.countries.get(alpha_2=text.upper())
            or pycountry.countries.get(alpha_3=text.upper())
            or pycountry.countries.get(numeric=text)
            or pycountry.countries.get(name=text)
        )
        code = country.alpha_2 if country else None
    if code is None and _is_currency(text):
        begins = pycountry.countries.get(alpha_2=text[:2].upper())
        return None, f"did you mean `{begins.alpha_2}`, {begins.name}?" if begins else ""
    return code, f"write `{code}`" if code else ""


def _what(text: str) -> str:
    import pycountry

    if _is_currency(text) and not pycountry.countries.get(alpha_3=text.upper()):
        return f"{text!r} is a currency and not a country"
    if pycountry.countries.get(alpha_3=text.upper()):
        return f"{text!r} is an ISO 3166-1 alpha-3 code; here stand alpha-2 codes"
    return f"{text[:40]!r} is not an ISO 3166-1 alpha-2 code"


def _is_currency(text: str) -> bool:
    import pycountry

    return pycountry.currencies.get(alpha_3=text.upper()) is not None
