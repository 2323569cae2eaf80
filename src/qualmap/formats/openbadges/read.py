"""A skills passport as portable JSON-LD, shaped as Open Badges 3.0 credentials in a Comprehensive Learner Record 2.0.

It is unsigned: there is no ``proof`` and no issuer, and it says so. It holds nothing about the person: the subject is a
``urn:uuid`` made from the content. A bundle of a W3C presentation would have to hold secured credentials, which these
are not; a ``ClrCredential`` holds achievement credentials. Contexts are named and never fetched.

The standard terms are for wallets and other people's software. The exact records stand beside them as one JSON literal
under an IRI of ours, so that another agency reads back what was written and nothing else.
"""

from __future__ import annotations

import json
from typing import Any

from qualmap.assessment.case import read
from qualmap.catalog import Catalogue
from qualmap.catalog.fingerprint import fingerprint
from qualmap.errors import InputError, shorten
from qualmap.formats.openbadges.write import RECORD, Bundle, Json, items_of, urn
from qualmap.records import Passport
from qualmap.records.award import Gates

MOST_BYTES = 2_000_000


def to_bundle(passport: Passport, catalogue: Catalogue, valid_from: str) -> Json:
    """The passport as JSON-LD; ``valid_from`` is a day. The same records and day give the same bundle.

    Raises UnknownNameError for a country or framework that is not known.
    """
    passport = portable(passport)
    records = passport.model_dump(mode="json", exclude_defaults=True)
    name = _name(records, valid_from)
    return Bundle(catalogue, name, valid_from).of(passport, records)


def portable(passport: Passport) -> Passport:
    """What goes into a bundle: all but gate checks, findings and interview, which stay with the agency that made them.

    Nobody could tell there that they were not written by the holder.
    """
    awards = tuple(award.model_copy(update={"gates": Gates(), "findings": ()}) for award in passport.awards)
    return passport.model_copy(update={"awards": awards, "interview": None})


def read_passport(text: str) -> Passport:
    """The passport that a bundle of ours holds. No signature is checked and no address fetched.

    Its grades of evidence are those of whoever wrote it: ``evidence.as_claimed`` takes them for no more than that.
    Raises InputError for what is no such bundle, and for one that was changed after it was made.
    """
    bundle = _parse(text)
    literal = bundle.get(RECORD)
    if not isinstance(literal, dict) or literal.get("@type") != "@json" or not isinstance(literal.get("@value"), dict):
        raise InputError(f"passport: no records under {RECORD}: only bundles that qualmap made can be read back")
    passport = read(Passport, literal["@value"], "passport")
    if portable(passport) != passport:
        raise InputError("passport: holds gate checks, findings or an interview, which no bundle of ours does")
    records = passport.model_dump(mode="json", exclude_defaults=True)
    day = str(bundle.get("validFrom"))[:10]
    if bundle.get("id") != urn(_name(records, day)) or _titles(bundle) != [title for title, _ in items_of(passport)]:
        raise InputError("passport: changed after it was made: ask the holder for the bundle as it was written")
    return passport


def _parse(text: str) -> Json:
    if len(text) > MOST_BYTES:
        raise InputError(f"passport: larger than {MOST_BYTES // 1_000_000} MB")
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except RecursionError:
        raise InputError("passport: nested too deeply to be a passport") from None
    except ValueError as error:
        raise InputError(f"passport: not JSON: {shorten(str(error))}") from None
    if not isinstance(found, dict):
        raise InputError("passport: not a JSON object: give the whole bundle")
    return found


def _once(pairs: list[tuple[str, Any]]) -> Json:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number of JSON")


def _titles(bundle: Json) -> list[Any] | None:
    """The names of the achievements; None where the bundle has another shape."""
    try:
        inside = bundle["credentialSubject"]["verifiableCredential"]
        return [item["credentialSubject"]["achievement"]["name"] for item in inside]
    except (KeyError, TypeError):
        return None


def _name(records: Json, valid_from: str) -> str:
    """What the bundle's identifiers are made from: its content."""
    return fingerprint([records, valid_from])
