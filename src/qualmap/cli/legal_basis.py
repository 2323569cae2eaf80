"""``qualmap legal-basis``: what binds two states, and whether it covers a kind of award."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import qualmap
from qualmap.cli import output
from qualmap.law.model import LegalBasis
from qualmap.operations.countries import LegalBasisRequest, legal_basis
from qualmap.wording import Localiser
from qualmap.wording.line import text_of

HEADINGS = ("Instrument", "Between the two", "Covers this award", "Id")


def run(arguments: argparse.Namespace) -> int:
    """Print the legal basis, the academic and the professional side apart."""
    qm = qualmap.load()
    found = legal_basis(qm, LegalBasisRequest.model_construct(**output.given(LegalBasisRequest, arguments)))
    if arguments.format == "json":
        output.emit(output.as_json(found.model_dump(mode="json")), None)
    else:
        for line in _lines(found, Localiser(qm.catalogue)):
            output.say(line)
    return 0


def _lines(found: LegalBasis, localiser: Localiser) -> Iterator[str]:
    yield f"From {found.origin} to {found.destination}, on {found.on}"
    for name in ("academic", "professional"):
        side = getattr(found, name)
        if side.asked:
            yield ""
            yield text_of(localiser.pair(localiser.text(f"side-{name}"), localiser.said(side.conclusion)))
            yield from (localiser.said(reason) for reason in filter(None, (side.practice, *side.who_decides)))
            rows = [(one.name, one.standing, one.covers_award, one.instrument) for one in side.instruments]
            if rows:
                yield output.table(HEADINGS, rows)
