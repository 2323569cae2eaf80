"""What stands behind the answer: the award, the gates, workload, access rights and learning outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qualmap.exchange.statement.answer import sought, title_of
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
    text_of,
)
from qualmap.exchange.statement.sources import Sources
from qualmap.exchange.statement.voice import RECORDS, Voice
from qualmap.records.judgement import AccessAtHome, GateResult, HomePlace, Judgement


def award(judgement: Judgement, voice: Voice, sources: Sources) -> Section:
    """The award as its documents state it, and where it stood and stands at home."""
    given, say = judgement.award, voice.say
    bodies = voice.list((quoted(body) for body in given.awarding_bodies), most=20)
    rows: list[tuple[str, Line]] = [
        (say("row-title"), title_of(judgement)),
        (say("row-origin"), plain(voice.place(judgement.origin))),
        (say("row-awarded"), plain(given.awarded) if given.awarded else _unknown(voice)),
        (say("row-bodies"), bodies or _unknown(voice)),
        (say("row-type"), plain(voice.kind(judgement.award_type)) if judgement.award_type else _unknown(voice)),
        (say("row-then"), _places(judgement.home, voice, sources) or _unknown(voice)),
        (say("row-now"), _today(judgement.home, voice) or _unknown(voice)),
        (say("row-read"), voice.reason(judgement.home_note)),
        (say("row-sought"), sought(judgement, voice)),
        (say("row-documents"), _documents(judgement, voice) or _unknown(voice)),
    ]
    taught = BETWEEN.join(voice.place(country) for country in judgement.taught_in)
    maybe: list[tuple[str, Line]] = [
        ("row-taught", plain(taught) if taught else ()),
        ("row-language", plain(given.language) if given.language else ()),
        ("row-programme", quoted(given.programme) if given.programme else ()),
        ("row-field", plain(given.field) if given.field else ()),
        ("row-isced", plain(str(given.isced)) if given.isced is not None else ()),
        ("row-orientation", plain(say(f"orientation-{given.orientation}")) if given.orientation else ()),
    ]
    rows += [(say(name), line) for name, line in maybe if line]
    return Section(say("section-award"), (Facts(tuple(rows)),))


def _unknown(voice: Voice) -> Line:
    return plain(voice.say("unknown"))


def _places(places: Sequence[HomePlace], voice: Voice, sources: Sources) -> Line:
    """Every level on which the award may have stood, with the standing of the edition then."""
    found = []
    for place in places:
        standing = plain(f" ({voice.say(f'standing-{place.standing}')})")
        line: Line = (*voice.level(place.framework, place.level), *standing)
        found.append(noted(line, sources.cited([place.award.cited])) if place.award else line)
    return voice.list(found)


def _today(places: Sequence[HomePlace], voice: Voice) -> Line:
    """The levels of today's edition, where the edition then has been replaced; else the level then."""
    found: list[Line] = []
    for place in places:
        if place.now is None:
            found.append(voice.level(place.framework, place.level))
        elif place.now_levels:
            found.append(voice.level(place.now, ", ".join(place.now_levels)))
    return voice.list(dict.fromkeys(found))


def _documents(judgement: Judgement, voice: Voice) -> Line:
    found = []
    for document in judgement.award.documents:
        kind, grade = voice.say(f"document-{document.kind}"), voice.say(f"grade-{document.grade}")
        line = plain(f"{kind} ({grade})")
        found.append(voice.pair(line, quoted(document.shows)) if document.shows else line)
    return voice.list(found, most=50)


def gates(judgement: Judgement, voice: Voice, sources: Sources) -> Section:
    """Each gate with its state and who says so."""
    head = tuple(voice.say(f"col-{name}") for name in ("check", "state", "says"))
    rows = tuple(_gate(gate, voice, sources) for gate in judgement.gates)
    table = Table(voice.say("section-gates"), head, rows, (24, 14, 62))
    return Section(voice.say("section-gates"), (table,))


def _gate(gate: GateResult, voice: Voice, sources: Sources) -> tuple[Line, ...]:
    says = noted(joined(voice.reason(reason) for reason in gate.reasons), sources.cited(gate.cited))
    bodies = voice.list((quoted(body) for body in gate.bodies if gate.gate != "authentic"), most=20)
    return (
        voice.line(f"gate-{gate.gate}"),
        voice.line(f"state-{gate.state}"),
        voice.pair(bodies, says) if bodies else says,
    )


def workload(judgement: Judgement, voice: Voice) -> Section:
    """The workload in hours, years and the destination's credits, beside that of what it is compared with."""
    found, given, say = judgement.workload, judgement.award, voice.say
    unknown = _unknown(voice)
    credited = unknown
    if found.credits and found.credit_system:
        system = (Words(f"{voice.span(found.credits)} "), Words(found.credit_system, quoted=True, language=RECORDS))
        credited = system
    rows: list[tuple[str, Line]] = [
        (say("row-hours"), plain(voice.span(found.hours)) if found.hours else unknown),
        (say("row-years"), plain(voice.span(found.years)) if found.years else unknown),
        (say("row-credits"), credited),
    ]
    if given.credits is not None:
        printed = f"{voice.number(given.credits)} {given.credit_system or ''}".strip()
        rows.append((say("row-credits-home"), quoted(printed)))
    if found.years:
        rows.append((say("row-stated"), plain(say("size-stated" if found.stated else "size-usual"))))
    if found.compared_with and found.compared_years:
        years: dict[str, str | Line] = {
            "title": quoted(found.compared_with),
            "years": voice.span(found.compared_years),
        }
        rows.append((say("row-compared"), voice.line("statement-compared-years", years)))
    else:
        rows.append((say("row-compared"), unknown))
    if found.missing_share is not None:
        rows.append((say("row-short"), plain(voice.percent(found.missing_share))))
    return Section(text_of(voice.line("element-workload")), (Facts(tuple(rows)),))


def quality(judgement: Judgement, voice: Voice, sources: Sources) -> Section:
    """What follows from the gates, and who says so."""
    element = judgement.element("quality")
    says = noted(joined(voice.reason(reason) for reason in element.reasons), sources.cited(element.cited))
    return Section(text_of(voice.line("element-quality")), (Paragraph(says),))


def profile(judgement: Judgement, voice: Voice, sources: Sources) -> Section:
    """Access rights at home and at the destination."""
    stated = [plain(voice.kind(kind)) for kind in judgement.award.gives_access_to]
    home = _rights(judgement.access_at_home, voice, sources)
    if stated:
        home.append(voice.pair(voice.say("size-stated"), voice.list(stated)))
    blocks: list[Block] = []
    for name, lines in (("home", home), ("there", _rights(judgement.access_at_destination, voice, sources))):
        blocks.append(Heading(voice.say(f"row-access-{name}")))
        blocks.append(Items(tuple(lines or [plain(voice.say("access-none"))])))
    return Section(text_of(voice.line("element-profile")), tuple(blocks))


def _rights(rights: Iterable[AccessAtHome], voice: Voice, sources: Sources) -> list[Line]:
    """Each right once, with all sources that say so."""
    found: dict[Line, list[int]] = {}
    for right in rights:
        what = voice.kind(right.to)
        if right.orientation:
            what += f" ({voice.say(f'orientation-{right.orientation}')})"
        line = voice.pair(what, voice.say(f"given-{right.given}"))
        if right.condition:
            line = (*line, Words(BETWEEN), Words(right.condition, quoted=True, language=RECORDS))
        found.setdefault(line, []).extend(sources.cited([right.cited]))
    return [noted(line, tuple(dict.fromkeys(notes))) for line, notes in found.items()]


def outcomes(judgement: Judgement, voice: Voice) -> Section:
    """Learning outcomes: at which grain they are known, and those that the documents state."""
    grain = voice.line(f"outcomes-grain-{judgement.outcomes_grain}")
    blocks: list[Block] = [Paragraph(grain)]
    if judgement.award.outcomes:
        blocks.append(Heading(voice.say("row-outcomes")))
        blocks.append(Items(tuple(quoted(outcome.text) for outcome in judgement.award.outcomes)))
    return Section(text_of(voice.line("element-outcomes")), tuple(blocks))
