"""The first page: what was asked, the answer, the five elements, what is missing and what would help."""

from __future__ import annotations

from collections.abc import Iterator

from qualmap.assessment.model import Element, Judgement
from qualmap.documents.statement.content import Block, Facts, Heading, Items, Paragraph, Section, Table
from qualmap.documents.statement.ladders import ladders_of
from qualmap.documents.statement.picture import picture
from qualmap.documents.statement.sources import Sources
from qualmap.wording import Localiser
from qualmap.wording.line import BETWEEN, Line, Words, joined, noted, plain, text_of


def asked(judgement: Judgement, localiser: Localiser) -> Section:
    """What was asked, in a few facts, without a heading."""
    say = localiser.say
    rows = [
        (say("row-title"), title_of(judgement)),
        (say("row-origin"), plain(localiser.place(judgement.origin))),
        (say("row-destination"), plain(localiser.place(judgement.destination), strong=True)),
        (say("row-purpose"), _purpose(judgement, localiser)),
        (say("row-sought"), sought(judgement, localiser)),
        (
            say("row-date"),
            plain(f"{localiser.day(judgement.on)} · {say('row-valid')} {localiser.day(judgement.valid_until)}"),
        ),
    ]
    return Section("", (Facts(tuple(rows)), *draft(localiser)))


def draft(localiser: Localiser) -> tuple[Block, ...]:
    """The note on words that nobody has read whose language they are."""
    if localiser.wording.status != "draft":
        return ()
    return (Paragraph(plain(localiser.say("draft")), "small"),)


def title_of(judgement: Judgement) -> Line:
    """The title, letter by letter."""
    return (Words(judgement.award.title, quoted=True, strong=True, language=judgement.award.language or "und"),)


def _purpose(judgement: Judgement, localiser: Localiser) -> Line:
    name = text_of(localiser.line(f"purpose-{judgement.purpose}"))
    return localiser.line("statement-purpose", {"purpose": plain(name, strong=True)})


def sought(judgement: Judgement, localiser: Localiser) -> Line:
    """What the holder asks for."""
    wanted, say, found = judgement.sought, localiser.say, []
    if wanted.as_type:
        found.append(say("sought-type", what=localiser.kind(wanted.as_type)))
    if wanted.as_level:
        found.append(say("sought-level", what=wanted.as_level))
    if wanted.access_to:
        found.append(say("sought-access", what=localiser.kind(wanted.access_to)))
    if wanted.orientation:
        found.append(say("sought-orientation", what=say(f"orientation-{wanted.orientation}")))
    if wanted.profession:
        found.append(say("sought-profession", what=localiser.profession(wanted.profession)))
    return plain(BETWEEN.join(found) or say("sought-nothing"))


def answer(judgement: Judgement, localiser: Localiser, sources: Sources) -> Section:
    """The outcome, what it would become, and the verdict on each element."""
    blocks: list[Block] = [Paragraph(localiser.reason(reason), "lead") for reason in judgement.reasons[:1]]
    if judgement.paper is not None:
        blocks.append(Paragraph(localiser.line(judgement.paper)))
    blocks += [Paragraph(localiser.reason(doubt)) for doubt in judgement.doubts]
    if judgement.provisional is not None:
        outcome = localiser.line(f"recognition-{judgement.provisional}")
        blocks.append(Paragraph(localiser.line("statement-provisional", {"outcome": outcome})))
    elif judgement.missing and judgement.outcome != "insufficient-information":
        blocks.append(Paragraph(plain(localiser.say("provisional-same"))))
    if judgement.warnings:
        blocks.append(Items(tuple(localiser.reason(warning) for warning in judgement.warnings)))
    blocks.append(_elements(judgement, localiser, sources))
    blocks.append(Heading(localiser.say("confidence-title")))
    blocks.append(Items(tuple(_meanings(judgement, localiser))))
    return Section(localiser.say("section-answer"), tuple(blocks))


def _elements(judgement: Judgement, localiser: Localiser, sources: Sources) -> Table:
    columns = ("element", "difference", "why", "weight", "confidence")
    return Table(
        caption=localiser.say("elements"),
        head=tuple(localiser.say(f"col-{name}") for name in columns),
        rows=tuple(_verdict(element, localiser, sources) for element in judgement.elements),
        widths=(15, 17, 42, 12, 14),
    )


def _verdict(element: Element, localiser: Localiser, sources: Sources) -> tuple[Line, ...]:
    why = noted(joined(localiser.reason(reason) for reason in element.reasons), sources.cited(element.cited))
    sure = element.confidence
    return (
        localiser.line(f"element-{element.element}"),
        localiser.line(f"difference-{element.difference}"),
        why,
        localiser.line(f"weight-{element.weight}"),
        plain(localiser.say("no-confidence") if sure is None else localiser.percent(sure)),
    )


def _meanings(judgement: Judgement, localiser: Localiser) -> Iterator[Line]:
    """What each confidence means, said once for all elements for which it is the same."""
    by_code: dict[str, list[Element]] = {}
    for element in judgement.elements:
        by_code.setdefault(element.confidence_means.code, []).append(element)
    for elements in by_code.values():
        names = joined((localiser.line(f"element-{element.element}") for element in elements), ", ")
        meaning = localiser.reason(elements[0].confidence_means)
        yield localiser.pair(names, meaning)


def missing(judgement: Judgement, localiser: Localiser) -> Section:
    """What is missing, who could give it, and what would help."""
    blocks: list[Block] = []
    if judgement.missing:
        holds = plain(localiser.say("holds-up"))
        lines = (
            joined([localiser.reason(item.reason), *([holds] if item.element is not None else [])])
            for item in judgement.missing
        )
        blocks.append(Items(tuple(lines)))
    else:
        blocks.append(Paragraph(plain(localiser.say("nothing-missing"))))
    blocks.append(Heading(localiser.say("section-remedies")))
    if judgement.remedies:
        blocks.append(Items(tuple(localiser.reason(remedy) for remedy in judgement.remedies)))
    else:
        blocks.append(Paragraph(plain(localiser.say("no-remedies"))))
    return Section(localiser.say("section-missing"), tuple(blocks))


def drawn(judgement: Judgement, localiser: Localiser) -> Section | None:
    """The picture, where there is anything to draw."""
    ladders = ladders_of(judgement, localiser)
    if ladders is None:
        return None
    explained = Paragraph(plain(ladders.legend or ladders.description), "small")
    return Section(localiser.say("section-picture"), (picture(ladders, localiser), explained), together=True)
