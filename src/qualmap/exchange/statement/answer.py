"""The first page: what was asked, the answer, the five elements, what is missing and what would help."""

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
    text_of,
)
from qualmap.exchange.statement.ladders import ladders_of
from qualmap.exchange.statement.picture import picture
from qualmap.exchange.statement.sources import Sources
from qualmap.exchange.statement.voice import Voice
from qualmap.records.judgement import Element, Judgement


def asked(judgement: Judgement, voice: Voice) -> Section:
    """What was asked, in a few facts, without a heading."""
    say = voice.say
    rows = [
        (say("row-title"), title_of(judgement)),
        (say("row-origin"), plain(voice.place(judgement.origin))),
        (say("row-destination"), plain(voice.place(judgement.destination), strong=True)),
        (say("row-purpose"), _purpose(judgement, voice)),
        (say("row-sought"), sought(judgement, voice)),
        (say("row-date"), plain(f"{judgement.on} · {say('row-valid')} {judgement.valid_until}")),
    ]
    return Section("", (Facts(tuple(rows)),))


def title_of(judgement: Judgement) -> Line:
    """The title, letter by letter."""
    return (Words(judgement.award.title, quoted=True, strong=True, language=judgement.award.language or "und"),)


def _purpose(judgement: Judgement, voice: Voice) -> Line:
    name = text_of(voice.line(f"purpose-{judgement.purpose}"))
    return voice.line("statement-purpose", {"purpose": plain(name, strong=True)})


def sought(judgement: Judgement, voice: Voice) -> Line:
    """What the holder asks for."""
    wanted, say, found = judgement.sought, voice.say, []
    if wanted.as_type:
        found.append(say("sought-type", what=voice.kind(wanted.as_type)))
    if wanted.as_level:
        found.append(say("sought-level", what=wanted.as_level))
    if wanted.access_to:
        found.append(say("sought-access", what=voice.kind(wanted.access_to)))
    if wanted.orientation:
        found.append(say("sought-orientation", what=say(f"orientation-{wanted.orientation}")))
    if wanted.profession:
        found.append(say("sought-profession", what=voice.profession(wanted.profession)))
    return plain(BETWEEN.join(found) or say("sought-nothing"))


def answer(judgement: Judgement, voice: Voice, sources: Sources) -> Section:
    """The outcome, what it would become, and the verdict on each element."""
    blocks: list[Block] = [Paragraph(voice.reason(reason), "lead") for reason in judgement.reasons[:1]]
    if judgement.provisional is not None:
        outcome = voice.line(f"recognition-{judgement.provisional}")
        blocks.append(Paragraph(voice.line("statement-provisional", {"outcome": outcome})))
    elif judgement.missing:
        blocks.append(Paragraph(plain(voice.say("provisional-same"))))
    if judgement.warnings:
        blocks.append(Items(tuple(voice.reason(warning) for warning in judgement.warnings)))
    blocks.append(_elements(judgement, voice, sources))
    blocks.append(Heading(voice.say("confidence-title")))
    blocks.append(Items(tuple(_meanings(judgement, voice))))
    return Section(voice.say("section-answer"), tuple(blocks))


def _elements(judgement: Judgement, voice: Voice, sources: Sources) -> Table:
    columns = ("element", "difference", "why", "weight", "confidence")
    return Table(
        caption=voice.say("elements"),
        head=tuple(voice.say(f"col-{name}") for name in columns),
        rows=tuple(_verdict(element, voice, sources) for element in judgement.elements),
        widths=(15, 17, 42, 12, 14),
    )


def _verdict(element: Element, voice: Voice, sources: Sources) -> tuple[Line, ...]:
    why = noted(joined(voice.reason(reason) for reason in element.reasons), sources.cited(element.cited))
    sure = element.confidence
    return (
        voice.line(f"element-{element.element}"),
        voice.line(f"difference-{element.difference}"),
        why,
        voice.line(f"weight-{element.weight}"),
        plain(voice.say("no-confidence") if sure is None else voice.percent(sure)),
    )


def _meanings(judgement: Judgement, voice: Voice) -> Iterator[Line]:
    """What each confidence means, said once for all elements for which it is the same."""
    by_code: dict[str, list[Element]] = {}
    for element in judgement.elements:
        by_code.setdefault(element.confidence_means.code, []).append(element)
    for elements in by_code.values():
        names = joined((voice.line(f"element-{element.element}") for element in elements), ", ")
        meaning = voice.reason(elements[0].confidence_means)
        yield voice.pair(names, meaning)


def missing(judgement: Judgement, voice: Voice) -> Section:
    """What is missing, who could give it, and what would help."""
    blocks: list[Block] = []
    if judgement.missing:
        holds = plain(voice.say("holds-up"))
        lines = (
            joined([voice.reason(item.reason), *([holds] if item.element is not None else [])])
            for item in judgement.missing
        )
        blocks.append(Items(tuple(lines)))
    else:
        blocks.append(Paragraph(plain(voice.say("nothing-missing"))))
    blocks.append(Heading(voice.say("section-remedies")))
    if judgement.remedies:
        blocks.append(Items(tuple(voice.reason(remedy) for remedy in judgement.remedies)))
    else:
        blocks.append(Paragraph(plain(voice.say("no-remedies"))))
    return Section(voice.say("section-missing"), tuple(blocks))


def drawn(judgement: Judgement, voice: Voice) -> Section | None:
    """The picture, where there is anything to draw."""
    ladders = ladders_of(judgement, voice)
    if ladders is None:
        return None
    explained = Paragraph(plain(ladders.legend or ladders.description), "small")
    return Section(voice.say("section-picture"), (picture(ladders, voice), explained), together=True)
