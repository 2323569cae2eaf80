"""What the picture shows: the rungs of both frameworks, the award's place, and how it spreads at the destination."""

from __future__ import annotations

from dataclasses import dataclass

from qualmap.exchange.statement.content import BETWEEN, text_of
from qualmap.exchange.statement.voice import Voice
from qualmap.records.judgement import Comparator, Country, HomePlace, Judgement

SHOWN = 0.005
"""Shares below it are not drawn, but for the levels of the answer itself."""


@dataclass(frozen=True)
class Rung:
    """One level: its code as printed, a share of the award's place there, whether it is marked, and as what."""

    code: str
    share: float | None = None
    marked: bool = False
    mark: str = ""


@dataclass(frozen=True)
class Ladder:
    """One framework: where, its name, and its rungs, lowest first."""

    place: str
    name: str
    rungs: tuple[Rung, ...]


@dataclass(frozen=True)
class Ladders:
    """One or two ladders and what they show in a sentence."""

    home: Ladder | None
    there: Ladder | None
    title: str
    description: str
    legend: str


def chosen(judgement: Judgement) -> Comparator | None:
    """The comparator that is drawn: the first that has an answer, else the first."""
    answered = (each for each in judgement.comparators if each.mapping.destination_levels)
    return next(answered, next(iter(judgement.comparators), None))


def ladders_of(judgement: Judgement, voice: Voice) -> Ladders | None:
    """What there is to draw; None where no ladder is known on either side."""
    found = chosen(judgement)
    if found is not None:
        return _both(judgement, found, voice)
    if judgement.home:
        return _home_alone(judgement, judgement.home[0], voice)
    return _by_kind(judgement, voice)


def _both(judgement: Judgement, found: Comparator, voice: Voice) -> Ladders:
    spread = found.mapping.distribution
    answer = found.mapping.destination_levels or ()
    rungs = [_landing(code, spread, answer, voice) for code in found.ladder]
    ends = [Rung(voice.say(end), (spread or {}).get(end)) for end in ("below", "above")]
    if ends[0].share and ends[0].share >= SHOWN:
        rungs.insert(0, ends[0])
    if ends[1].share and ends[1].share >= SHOWN:
        rungs.append(ends[1])
    shares = BETWEEN.join(
        text_of(voice.pair(rung.code, voice.percent(rung.share)))
        for rung in rungs
        if rung.share is not None and (rung.share >= SHOWN or rung.marked)
    )
    described = (
        voice.say("picture-spread", home=found.home.level, shares=shares)
        if spread
        else voice.say("picture-no-spread", home=found.home.level)
    )
    return Ladders(
        home=_home(judgement, found.home, voice),
        there=Ladder(_there(judgement.destination, voice), found.framework_name, tuple(rungs)),
        title=voice.say("picture-title"),
        description=described,
        legend=voice.say("picture-legend"),
    )


def _landing(code: str, spread: dict[str, float] | None, answer: tuple[str, ...], voice: Voice) -> Rung:
    marked = code in answer
    return Rung(code, (spread or {}).get(code), marked, voice.say("picture-answer") if marked else "")


def _home(judgement: Judgement, place: HomePlace, voice: Voice) -> Ladder:
    """The home ladder, with every level of this edition on which the award may stand."""
    levels = {each.level for each in judgement.home if each.framework == place.framework}
    mark = voice.say("picture-award")
    rungs = (Rung(code, None, code in levels, mark if code in levels else "") for code in place.ladder)
    where = voice.say("picture-home", place=voice.place(judgement.origin))
    return Ladder(where, place.framework_name, tuple(rungs))


def _there(country: Country, voice: Voice) -> str:
    return voice.say("picture-there", place=voice.place(country))


def _home_alone(judgement: Judgement, place: HomePlace, voice: Voice) -> Ladders:
    described = voice.say("picture-no-spread", home=place.level)
    return Ladders(_home(judgement, place, voice), None, voice.say("picture-title-one"), described, "")


def _by_kind(judgement: Judgement, voice: Voice) -> Ladders | None:
    """The destination's ladder with the awards of the same kind."""
    awards = judgement.by_type.awards
    if not any(award.levels for award in awards):
        return None
    name = next(award.framework for award in awards if award.levels)
    framework = voice.catalogue.frameworks.get(str(name))
    if framework is None:
        return None
    levels = {level for award in awards if award.framework == name for level in award.levels}
    mark = voice.say("picture-kind")
    rungs = tuple(Rung(code, None, code in levels, mark if code in levels else "") for code in framework.codes)
    ordered = ", ".join(code for code in framework.codes if code in levels)
    described = voice.say("picture-kinds", levels=ordered)
    there = Ladder(
        _there(judgement.destination, voice), text_of(voice.framework(str(framework.ref))).rpartition(" (")[0], rungs
    )
    return Ladders(None, there, voice.say("picture-title-one"), described, "")
