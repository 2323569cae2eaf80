"""A judgement as a statement: the one place that decides what is said, and in which order."""

from __future__ import annotations

from qualmap.catalog import Catalogue
from qualmap.exchange.statement import answer, details, law, level
from qualmap.exchange.statement.content import Statement
from qualmap.exchange.statement.sources import Sources
from qualmap.exchange.statement.voice import Voice
from qualmap.records import Language
from qualmap.records.judgement import Judgement

SHORT = 12
"""So many signs of a judgement's id stand in the heading; all of them at the end."""


def compose(judgement: Judgement, catalogue: Catalogue, language: Language) -> Statement:
    """The statement of a judgement in one language: the answer first, what it rests on after it."""
    voice = Voice(catalogue, language)
    sources = Sources(catalogue, voice)
    sections = (
        answer.asked(judgement, voice),
        answer.answer(judgement, voice, sources),
        answer.missing(judgement, voice),
        answer.drawn(judgement, voice),
        details.award(judgement, voice, sources),
        details.gates(judgement, voice, sources),
        level.level(judgement, voice, sources),
        details.workload(judgement, voice),
        details.quality(judgement, voice, sources),
        details.profile(judgement, voice, sources),
        details.outcomes(judgement, voice),
        law.legal(judgement, voice, sources),
        law.decides(judgement, voice, sources),
        law.signature(voice),
        law.about(judgement, voice),
    )
    return Statement(
        language=language,
        title=voice.say("title"),
        number=voice.say("number", number=judgement.id[:SHORT]),
        date=judgement.on,
        advice=voice.say("advice"),
        page=voice.say("page", page="{page}", pages="{pages}"),
        sections=tuple(section for section in sections if section is not None),
        sources_heading=voice.say("section-sources"),
        sources=sources.lines,
        letters_missing=voice.say("letters-missing"),
    )
