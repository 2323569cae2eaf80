"""What the picture shows: the rungs of both frameworks, the award's place, and how it spreads at the destination."""

from __future__ import annotations

from dataclasses import dataclass

from qualmap.assessment.model import Comparator, Country, HomePlace, Judgement
from qualmap.wording import Localiser
from qualmap.wording.line import BETWEEN, text_of

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


def ladders_of(judgement: Judgement, localiser: Localiser) -> Ladders | None:
    """What there is to draw; None where no ladder is known on either side."""
    found = chosen(judgement)
    if found is not None:
        return _both(judgement, found, localiser)
    if judgement.home:
        return _home_alone(judgement, judgement.home[0], localiser)
    return _by_kind(judgement, localiser)


def _both(judgement: Judgement, found: Comparator, localiser: Localiser) -> Ladders:
    spread = found.mapping.distribution
    answer = found.mapping.destination_levels or ()
    rungs = [_landing(code, spread, answer, localiser) for code in found.ladder]
    ends = [Rung(localiser.say(end), (spread or {}).get(end)) for end in ("below", "above")]
    if ends[0].share and ends[0].share >= SHOWN:
        rungs.insert(0, ends[0])
    if ends[1].share and ends[1].share >= SHOWN:
        rungs.append(ends[1])
    shares = BETWEEN.join(
        text_of(localiser.pair(rung.code, localiser.percent(rung.share)))
        for rung in rungs
        if rung.share is not None and (rung.share >= SHOWN or rung.marked)
    )
    described = (
        localiser.say("picture-spread", home=found.home.level, shares=shares)
        if spread
        else localiser.say("picture-no-spread", home=found.home.level)
    )
    return Ladders(
        home=_home(judgement, found.home, localiser),
        there=Ladder(_there(judgement.destination, localiser), found.framework_name, tuple(rungs)),
        title=localiser.say("picture-title"),
        description=described,
        legend=localiser.say("picture-legend"),
    )


def _landing(code: str, spread: dict[str, float] | None, answer: tuple[str, ...], localiser: Localiser) -> Rung:
    marked = code in answer
    return Rung(code, (spread or {}).get(code), marked, localiser.say("picture-answer") if marked else "")


def _home(judgement: Judgement, place: HomePlace, localiser: Localiser) -> Ladder:
    """The home ladder, with every level of this edition on which the award may stand."""
    levels = {each.level for each in judgement.home if each.framework == place.framework}
    mark = localiser.say("picture-award")
    rungs = (Rung(code, None, code in levels, mark if code in levels else "") for code in place.ladder)
    where = localiser.say("picture-home", place=localiser.place(judgement.origin))
    return Ladder(where, place.framework_name, tuple(rungs))


def _there(country: Country, localiser: Localiser) -> str:
    return localiser.say("picture-there", place=localiser.place(country))


def _home_alone(judgement: Judgement, place: HomePlace, localiser: Localiser) -> Ladders:
    described = localiser.say("picture-no-spread", home=place.level)
    return Ladders(_home(judgement, place, localiser), None, localiser.say("picture-title-one"), described, "")


def _by_kind(judgement: Judgement, localiser: Localiser) -> Ladders | None:
    """The destination's ladder with the awards of the same kind."""
    awards = judgement.by_type.awards
    if not any(award.levels for award in awards):
        return None
    name = next(award.framework for award in awards if award.levels)
    framework = localiser.catalogue.frameworks.get(str(name))
    if framework is None:
        return None
    levels = {level for award in awards if award.framework == name for level in award.levels}
    mark = localiser.say("picture-kind")
    rungs = tuple(Rung(code, None, code in levels, mark if code in levels else "") for code in framework.codes)
    ordered = ", ".join(code for code in framework.codes if code in levels)
    described = localiser.say("picture-kinds", levels=ordered)
    there = Ladder(
        _there(judgement.destination, localiser),
        text_of(localiser.framework(str(framework.ref))).rpartition(" (")[0],
        rungs,
    )
    return Ladders(None, there, localiser.say("picture-title-one"), described, "")
