"""The legal basis, academic and professional apart; who decides; the place to sign; what made the statement."""

from __future__ import annotations

from collections.abc import Iterator

from qualmap.assessment.model import Judgement
from qualmap.documents.statement.content import Block, Facts, Heading, Items, Paragraph, Section, Table
from qualmap.documents.statement.sources import Sources
from qualmap.law.model import Decider, InstrumentStanding, LegalSide, PairStanding
from qualmap.wording import RECORDS, Localiser
from qualmap.wording.line import BETWEEN, Line, Words, joined, noted, plain, quoted

_MATTERS: tuple[PairStanding, ...] = ("binds-both", "binds-both-undated", "perhaps-binds", "not-binding", "replaced")
"""Standings under which an instrument is shown with what it says; of others the standing is enough."""


def legal(judgement: Judgement, localiser: Localiser, sources: Sources) -> Section:
    """Both sides, each with its conclusion and its instruments."""
    basis = judgement.legal_basis
    blocks: list[Block] = []
    for name, side in (("academic", basis.academic), ("professional", basis.professional)):
        blocks.append(Heading(localiser.say(name)))
        blocks += _side(side, localiser, sources)
    return Section(localiser.say("section-legal"), tuple(blocks))


def _side(side: LegalSide, localiser: Localiser, sources: Sources) -> Iterator[Block]:
    yield Paragraph(localiser.reason(side.conclusion))
    if side.practice is not None:
        yield Paragraph(localiser.reason(side.practice))
    shown = [act for act in side.instruments if act.covers_award != "no" and act.standing in _MATTERS]
    if shown:
        yield Table(
            caption=localiser.say("section-legal"),
            head=tuple(localiser.say(f"col-{name}") for name in ("instrument", "covers", "obliges")),
            rows=tuple(_row(act, localiser, sources) for act in shown),
            widths=(34, 16, 50),
        )
    others = [act for act in side.instruments if act not in shown]
    if others:
        also = (_also(act, localiser, sources) for act in others)
        yield Paragraph(joined([plain(localiser.say("also")), *also]), "small")


def _standing(act: InstrumentStanding, localiser: Localiser, sources: Sources) -> Line:
    """How it stands between the two states, with the sources of both parties."""
    notes = (
        *sources.checked(act.origin.source, act.origin.verification),
        *sources.checked(act.destination.source, act.destination.verification),
    )
    return noted(localiser.reason(act.reason), tuple(dict.fromkeys(notes)))


def _also(act: InstrumentStanding, localiser: Localiser, sources: Sources) -> Line:
    standing = _standing(act, localiser, sources)
    return joined([standing, plain(f"({localiser.say('covers-no')})")]) if act.covers_award == "no" else standing


def _row(act: InstrumentStanding, localiser: Localiser, sources: Sources) -> tuple[Line, ...]:
    standing = _standing(act, localiser, sources)
    says: list[Line] = [quoted(act.obliges.value, RECORDS, sources.said(act.obliges))]
    for third in act.third_countries:
        what = quoted(third.value, RECORDS, sources.said(third))
        says.append(localiser.line("statement-obliges-third", {"what": what}))
    return (
        standing,
        plain(localiser.say(f"covers-{act.covers_award}")),
        joined(says),
    )


def decides(judgement: Judgement, localiser: Localiser, sources: Sources) -> Section:
    """Who decides, which is never the one who advises, and the way to appeal."""
    basis = judgement.legal_basis
    lines = [localiser.reason(reason) for reason in judgement.decided_by]
    for decider in dict.fromkeys((*basis.academic.deciders, *basis.professional.deciders)):
        lines.append(_decider(decider, sources))
    appeal = Paragraph(localiser.reason(judgement.appeal))
    return Section(localiser.say("section-decides"), (Items(tuple(lines)), appeal), together=True)


def _decider(decider: Decider, sources: Sources) -> Line:
    parts: list[Line] = [quoted(decider.name)]
    if decider.part:
        parts.append(quoted(decider.part, RECORDS))
    if decider.note:
        parts.append(quoted(decider.note, RECORDS))
    if decider.url:
        parts.append((Words(decider.url, address=True),))
    return noted(joined(parts, BETWEEN), sources.checked(decider.source, decider.verification))


def signature(localiser: Localiser) -> Section:
    """The place for a person's name, office, date and signature."""
    rows = tuple((localiser.say(f"row-{name}"), ()) for name in ("name", "office", "signed-on", "signature"))
    intro = Paragraph(plain(localiser.say("sign-intro")))
    return Section(localiser.say("section-signature"), (intro, Facts(rows, blank=True)), together=True)


def about(judgement: Judgement, localiser: Localiser) -> Section:
    """Which inputs, data, rules and program made the statement."""
    say = localiser.say
    rows = (
        (say("row-number"), plain(judgement.id)),
        (say("row-date"), plain(localiser.day(judgement.on))),
        (say("row-valid"), plain(localiser.day(judgement.valid_until))),
        (say("row-program"), plain(f"qualmap {judgement.qualmap_version}")),
        (say("row-catalogue"), plain(judgement.catalogue_version)),
        (say("row-policy"), (Words(judgement.policy, quoted=True), Words(f" · {judgement.policy_hash}"))),
        (say("row-inputs"), plain(judgement.inputs_hash)),
    )
    notes = (Paragraph(plain(say("same-inputs")), "small"), Paragraph(plain(say("own-words")), "small"))
    return Section(say("section-about"), (Facts(rows), *notes))
