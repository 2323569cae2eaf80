"""The legal basis, academic and professional apart; who decides; the place to sign; what made the statement."""

from __future__ import annotations

from collections.abc import Iterator

from qualmap.exchange.statement.content import (
    BETWEEN,
    Block,
    Facts,
    Heading,
    Items,
    Line,
    Paragraph,
    Section,
    Table,
    Words,
    joined,
    noted,
    plain,
    quoted,
)
from qualmap.exchange.statement.sources import Sources
from qualmap.exchange.statement.voice import RECORDS, Voice
from qualmap.records.judgement import Judgement
from qualmap.records.legal import Decider, InstrumentStanding, LegalSide, PairStanding

_MATTERS: tuple[PairStanding, ...] = ("binds-both", "binds-both-undated", "not-binding", "replaced")
"""Standings under which an instrument is shown with what it says; of others the standing is enough."""


def legal(judgement: Judgement, voice: Voice, sources: Sources) -> Section:
    """Both sides, each with its conclusion and its instruments."""
    basis = judgement.legal_basis
    blocks: list[Block] = []
    for name, side in (("academic", basis.academic), ("professional", basis.professional)):
        blocks.append(Heading(voice.say(name)))
        blocks += _side(side, voice, sources)
    return Section(voice.say("section-legal"), tuple(blocks))


def _side(side: LegalSide, voice: Voice, sources: Sources) -> Iterator[Block]:
    yield Paragraph(voice.reason(side.conclusion))
    if side.practice is not None:
        yield Paragraph(voice.reason(side.practice))
    shown = [act for act in side.instruments if act.covers_award != "no" and act.standing in _MATTERS]
    if shown:
        yield Table(
            caption=voice.say("section-legal"),
            head=tuple(voice.say(f"col-{name}") for name in ("instrument", "covers", "obliges")),
            rows=tuple(_row(act, voice, sources) for act in shown),
            widths=(34, 16, 50),
        )
    others = [act for act in side.instruments if act not in shown]
    if others:
        also = (_also(act, voice, sources) for act in others)
        yield Paragraph(joined([plain(voice.say("also")), *also]), "small")


def _standing(act: InstrumentStanding, voice: Voice, sources: Sources) -> Line:
    """How it stands between the two states, with the sources of both parties."""
    notes = (
        *sources.checked(act.origin.source, act.origin.verification),
        *sources.checked(act.destination.source, act.destination.verification),
    )
    return noted(voice.reason(act.reason), tuple(dict.fromkeys(notes)))


def _also(act: InstrumentStanding, voice: Voice, sources: Sources) -> Line:
    standing = _standing(act, voice, sources)
    return joined([standing, plain(f"({voice.say('covers-no')})")]) if act.covers_award == "no" else standing


def _row(act: InstrumentStanding, voice: Voice, sources: Sources) -> tuple[Line, ...]:
    standing = _standing(act, voice, sources)
    says: list[Line] = [quoted(act.obliges.value, RECORDS, sources.said(act.obliges))]
    for third in act.third_countries:
        what = quoted(third.value, RECORDS, sources.said(third))
        says.append(voice.line("statement-obliges-third", {"what": what}))
    return (
        standing,
        plain(voice.say(f"covers-{act.covers_award}")),
        joined(says),
    )


def decides(judgement: Judgement, voice: Voice, sources: Sources) -> Section:
    """Who decides, which is never the one who advises, and the way to appeal."""
    basis = judgement.legal_basis
    lines = [voice.reason(reason) for reason in judgement.decided_by]
    for decider in dict.fromkeys((*basis.academic.deciders, *basis.professional.deciders)):
        lines.append(_decider(decider, sources))
    appeal = Paragraph(voice.reason(judgement.appeal))
    return Section(voice.say("section-decides"), (Items(tuple(lines)), appeal), together=True)


def _decider(decider: Decider, sources: Sources) -> Line:
    parts: list[Line] = [quoted(decider.name)]
    if decider.part:
        parts.append(quoted(decider.part, RECORDS))
    if decider.note:
        parts.append(quoted(decider.note, RECORDS))
    if decider.url:
        parts.append((Words(decider.url, address=True),))
    return noted(joined(parts, BETWEEN), sources.checked(decider.source, decider.verification))


def signature(voice: Voice) -> Section:
    """The place for a person's name, office, date and signature."""
    rows = tuple((voice.say(f"row-{name}"), ()) for name in ("name", "office", "signed-on", "signature"))
    intro = Paragraph(plain(voice.say("sign-intro")))
    return Section(voice.say("section-signature"), (intro, Facts(rows, blank=True)), together=True)


def about(judgement: Judgement, voice: Voice) -> Section:
    """Which inputs, data, rules and program made the statement."""
    say = voice.say
    rows = (
        (say("row-number"), plain(judgement.id)),
        (say("row-date"), plain(judgement.on)),
        (say("row-valid"), plain(judgement.valid_until)),
        (say("row-program"), plain(f"qualmap {judgement.qualmap_version}")),
        (say("row-catalogue"), plain(judgement.catalogue_version)),
        (say("row-policy"), (Words(judgement.policy, quoted=True), Words(f" · {judgement.policy_hash}"))),
        (say("row-inputs"), plain(judgement.inputs_hash)),
    )
    notes = (Paragraph(plain(say("same-inputs")), "small"), Paragraph(plain(say("own-words")), "small"))
    return Section(say("section-about"), (Facts(rows), *notes))
