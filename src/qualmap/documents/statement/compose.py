"""A judgement as a statement: the one place that decides what is said, and in which order."""

from __future__ import annotations

from qualmap.assessment.model import Judgement
from qualmap.catalog import Catalogue
from qualmap.documents.statement import answer, details, law, level
from qualmap.documents.statement.content import Statement
from qualmap.documents.statement.sources import Sources
from qualmap.records import Language
from qualmap.wording import Localiser

SHORT = 12
"""So many signs of a judgement's id stand in the heading; all of them at the end."""


def compose(judgement: Judgement, catalogue: Catalogue, language: Language) -> Statement:
    """The statement of a judgement in one language: the answer first, what it rests on after it."""
    localiser = Localiser(catalogue, language)
    sources = Sources(catalogue, localiser)
    sections = (
        answer.asked(judgement, localiser),
        answer.answer(judgement, localiser, sources),
        answer.missing(judgement, localiser),
        answer.drawn(judgement, localiser),
        details.award(judgement, localiser, sources),
        details.gates(judgement, localiser, sources),
        level.level(judgement, localiser, sources),
        details.workload(judgement, localiser),
        details.quality(judgement, localiser, sources),
        details.profile(judgement, localiser, sources),
        details.outcomes(judgement, localiser),
        law.legal(judgement, localiser, sources),
        law.decides(judgement, localiser, sources),
        law.signature(localiser),
        law.about(judgement, localiser),
    )
    return Statement(
        language=language,
        direction=localiser.wording.direction,
        title=localiser.say("title"),
        number=localiser.say("number", number=judgement.id[:SHORT]),
        date=judgement.on,
        day=localiser.day(judgement.on),
        advice=localiser.say("advice"),
        page=localiser.say("page", page="{page}", pages="{pages}"),
        sections=tuple(section for section in sections if section is not None),
        sources_heading=localiser.say("section-sources"),
        sources=sources.lines,
        letters_missing=localiser.say("letters-missing"),
    )
