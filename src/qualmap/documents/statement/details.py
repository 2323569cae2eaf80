"""What stands behind the answer: the award, the gates, workload, access rights and learning outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qualmap.assessment.model import AccessAtHome, GateResult, HomePlace, Judgement
from qualmap.documents.statement.answer import sought, title_of
from qualmap.documents.statement.content import Block, Facts, Heading, Items, Paragraph, Section, Table
from qualmap.documents.statement.sources import Sources
from qualmap.wording import RECORDS, Localiser
from qualmap.wording.line import BETWEEN, Line, Words, joined, noted, plain, quoted, text_of


def award(judgement: Judgement, localiser: Localiser, sources: Sources) -> Section:
    """The award as its documents state it, and where it stood and stands at home."""
    given, say = judgement.award, localiser.say
    bodies = localiser.list((quoted(body) for body in given.awarding_bodies), most=20)
    rows: list[tuple[str, Line]] = [
        (say("row-title"), title_of(judgement)),
        (say("row-origin"), plain(localiser.place(judgement.origin))),
        (say("row-awarded"), plain(localiser.day(given.awarded)) if given.awarded else _unknown(localiser)),
        (say("row-bodies"), bodies or _unknown(localiser)),
        (say("row-type"), plain(localiser.kind(judgement.award_type)) if judgement.award_type else _unknown(localiser)),
        (say("row-then"), _places(judgement.home, localiser, sources) or _unknown(localiser)),
        (say("row-now"), _today(judgement.home, localiser) or _unknown(localiser)),
        (say("row-read"), localiser.reason(judgement.home_note)),
        (say("row-sought"), sought(judgement, localiser)),
        (say("row-documents"), _documents(judgement, localiser) or _unknown(localiser)),
    ]
    taught = BETWEEN.join(localiser.place(country) for country in judgement.taught_in)
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


def _unknown(localiser: Localiser) -> Line:
    return plain(localiser.say("unknown"))


def _places(places: Sequence[HomePlace], localiser: Localiser, sources: Sources) -> Line:
    """Every level on which the award may have stood, with the standing of the edition then."""
    found = []
    for place in places:
        standing = plain(f" ({localiser.say(f'standing-{place.standing}')})")
        line: Line = (*localiser.level(place.framework, place.level), *standing)
        found.append(noted(line, sources.cited([place.award.cited])) if place.award else line)
    return localiser.list(found)


def _today(places: Sequence[HomePlace], localiser: Localiser) -> Line:
    """The levels of today's edition, where the edition then has been replaced; else the level then."""
    found: list[Line] = []
    for place in places:
        if place.now is None:
            found.append(localiser.level(place.framework, place.level))
        elif place.now_levels:
            found.append(localiser.level(place.now, ", ".join(place.now_levels)))
    return localiser.list(dict.fromkeys(found))


def _documents(judgement: Judgement, localiser: Localiser) -> Line:
    found = []
    for document in judgement.award.documents:
        kind, grade = localiser.say(f"document-{document.kind}"), localiser.say(f"grade-{document.grade}")
        line = plain(f"{kind} ({grade})")
        found.append(localiser.pair(line, quoted(document.shows)) if document.shows else line)
    return localiser.list(found, most=50)


def gates(judgement: Judgement, localiser: Localiser, sources: Sources) -> Section:
    """Each gate with its state and who says so."""
    head = tuple(localiser.say(f"col-{name}") for name in ("check", "state", "says"))
    rows = tuple(_gate(gate, localiser, sources) for gate in judgement.gates)
    table = Table(localiser.say("section-gates"), head, rows, (24, 14, 62))
    return Section(localiser.say("section-gates"), (table,))


def _gate(gate: GateResult, localiser: Localiser, sources: Sources) -> tuple[Line, ...]:
    says = noted(joined(localiser.reason(reason) for reason in gate.reasons), sources.cited(gate.cited))
    bodies = localiser.list((quoted(body) for body in gate.bodies if gate.gate != "authentic"), most=20)
    return (
        localiser.line(f"gate-{gate.gate}"),
        localiser.line(f"state-{gate.state}"),
        localiser.pair(bodies, says) if bodies else says,
    )


def workload(judgement: Judgement, localiser: Localiser) -> Section:
    """The workload in hours, years and the destination's credits, beside that of what it is compared with."""
    found, given, say = judgement.workload, judgement.award, localiser.say
    unknown = _unknown(localiser)
    credited = unknown
    if found.credits and found.credit_system:
        system = (Words(f"{localiser.span(found.credits)} "), Words(found.credit_system, quoted=True, language=RECORDS))
        credited = system
    rows: list[tuple[str, Line]] = [
        (say("row-hours"), plain(localiser.span(found.hours)) if found.hours else unknown),
        (say("row-years"), plain(localiser.span(found.years)) if found.years else unknown),
        (say("row-credits"), credited),
    ]
    if given.credits is not None:
        printed = f"{localiser.number(given.credits)} {given.credit_system or ''}".strip()
        rows.append((say("row-credits-home"), quoted(printed)))
    if found.years:
        rows.append((say("row-stated"), plain(say("size-stated" if found.stated else "size-usual"))))
    if found.compared_with and found.compared_years:
        years: dict[str, str | Line] = {
            "title": quoted(found.compared_with),
            "years": localiser.span(found.compared_years),
        }
        rows.append((say("row-compared"), localiser.line("statement-compared-years", years)))
    else:
        rows.append((say("row-compared"), unknown))
    if found.missing_share is not None:
        rows.append((say("row-short"), plain(localiser.percent(found.missing_share))))
    return Section(text_of(localiser.line("element-workload")), (Facts(tuple(rows)),))


def quality(judgement: Judgement, localiser: Localiser, sources: Sources) -> Section:
    """What follows from the gates, and who says so."""
    element = judgement.element("quality")
    says = noted(joined(localiser.reason(reason) for reason in element.reasons), sources.cited(element.cited))
    return Section(text_of(localiser.line("element-quality")), (Paragraph(says),))


def profile(judgement: Judgement, localiser: Localiser, sources: Sources) -> Section:
    """Access rights at home and at the destination."""
    stated = [plain(localiser.kind(kind)) for kind in judgement.award.gives_access_to]
    home = _rights(judgement.access_at_home, localiser, sources)
    if stated:
        home.append(localiser.pair(localiser.say("size-stated"), localiser.list(stated)))
    blocks: list[Block] = []
    for name, lines in (("home", home), ("there", _rights(judgement.access_at_destination, localiser, sources))):
        blocks.append(Heading(localiser.say(f"row-access-{name}")))
        blocks.append(Items(tuple(lines or [plain(localiser.say("access-none"))])))
    return Section(text_of(localiser.line("element-profile")), tuple(blocks))


def _rights(rights: Iterable[AccessAtHome], localiser: Localiser, sources: Sources) -> list[Line]:
    """Each right once, with all sources that say so."""
    found: dict[Line, list[int]] = {}
    for right in rights:
        what = localiser.kind(right.to)
        if right.orientation:
            what += f" ({localiser.say(f'orientation-{right.orientation}')})"
        line = localiser.pair(what, localiser.say(f"given-{right.given}"))
        if right.condition:
            line = (*line, Words(BETWEEN), Words(right.condition, quoted=True, language=RECORDS))
        found.setdefault(line, []).extend(sources.cited([right.cited]))
    return [noted(line, tuple(dict.fromkeys(notes))) for line, notes in found.items()]


def outcomes(judgement: Judgement, localiser: Localiser) -> Section:
    """Learning outcomes: at which grain they are known, and those that the documents state."""
    grain = localiser.line(f"outcomes-grain-{judgement.outcomes_grain}")
    blocks: list[Block] = [Paragraph(grain)]
    if judgement.award.outcomes:
        blocks.append(Heading(localiser.say("row-outcomes")))
        blocks.append(Items(tuple(quoted(outcome.text) for outcome in judgement.award.outcomes)))
    return Section(text_of(localiser.line("element-outcomes")), tuple(blocks))
