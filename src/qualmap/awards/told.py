"""What an answer of ``compare`` shows beside its levels: readings, practice, evidence, dissent, what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from qualmap.awards.candidates import Candidate
from qualmap.awards.comparison import MissingFact, Practice, ReadAs
from qualmap.awards.fusion import Standing
from qualmap.awards.known import read_at
from qualmap.awards.model import BodyStatement
from qualmap.awards.practice import words_of
from qualmap.awards.rungs import Rungs
from qualmap.catalog import Catalogue
from qualmap.crosswalk.model import Evidence
from qualmap.records.award import Award

DIGITS = 6


def read_as(found: Sequence[Candidate]) -> tuple[ReadAs, ...]:
    """The recorded awards that may be meant."""
    return tuple(
        ReadAs(
            title=each.award.title,
            framework=each.award.framework.id if each.award.framework else None,
            edition=each.award.framework.edition if each.award.framework else None,
            levels=each.award.levels,
            kind=next(iter(each.known.kinds), None),
            p=round(each.p, DIGITS),
            source=read_at(each.award.source),
            verification=each.award.source.verification,
        )
        for each in found
        if each.award is not None
    )


def practice_of(said: Sequence[BodyStatement]) -> tuple[Practice, ...]:
    """What bodies say, all of it."""
    return tuple(
        Practice(
            body=each.body,
            country=each.country,
            says=each.says,
            levels=tuple(f"{place.framework}:{level}" for place in each.levels for level in place.levels),
            comparable_award=each.comparable,
            condition=each.condition,
            date=each.edition,
            source=each.source,
            verification=each.verification,
        )
        for each in said
    )


def evidence_of(catalogue: Catalogue, lead: Standing) -> tuple[Evidence, ...]:
    """What the engine says of the rungs of the award that is meant, and the place of its kind."""
    found = {piece.id: piece for each in lead.rungs for piece in each.mapping.evidence}
    model, award = catalogue.award_placement, lead.candidate.award
    for kind, share in lead.candidate.known.kinds.items():
        place = model.place_of.get(kind)
        if place is not None:
            piece = Evidence(
                id=f"kind-{kind}",
                kind="qualification-type",
                statement=f"awards of the kind {kind} stand at {place.mean:.1f} on the scale, "
                f"by {place.statements} statements and by official placements",
                source=None,
                verification=award.source.verification if award is not None else None,
                weight=round(share, DIGITS),
                used=not lead.fixed,
            )
            found[piece.id] = piece
    return tuple(found.values())


def dissent_of(rungs: Rungs, lead: Standing) -> tuple[Evidence, ...]:
    """What speaks against the answer: of the engine, rungs at another place than the answer, and bodies' statements."""
    model = rungs.catalogue.award_placement
    found = {piece.id: piece for each in lead.rungs for piece in each.mapping.dissent}
    best = {int(way.shares.argmax()) for way in lead.ways} | set(lead.fixed)
    codes = rungs.scale.codes
    for each in lead.rungs:
        if int(each.shares.argmax()) not in best:
            named = ", ".join(each.mapping.destination_levels or ()) or "no level"
            piece = Evidence(
                id=f"rung-{each.mapping.origin_level}",
                kind="ladder",
                statement=f"level {each.mapping.origin_level} at home stands by itself at {named} on the scale",
                source=None,
                weight=model.assumed["rung"],
                used=True,
            )
            found[piece.id] = piece
    words = words_of(lead.candidate.said, rungs.columns, model.assumed["statement"], model.assumed["derived"])
    for number, word in enumerate(words):
        if not best & set(word.columns):
            named = ", ".join(codes[at - 1] for at in word.columns)
            piece = Evidence(
                id=f"statement-{number}",
                kind="dispute",
                statement=f"{word.said.body} puts {word.said.title} at {named}"
                + (f" ({word.said.condition})" if word.said.condition else ""),
                source=word.said.source,
                verification=word.said.verification,
                weight=word.trust,
                used=not lead.fixed,
            )
            found[piece.id] = piece
    return tuple(found.values())


def missing_of(award: Award, lead: Standing, frameworks: int) -> tuple[MissingFact, ...]:
    """What is not known and would count, and what to mind."""
    found = []
    recorded = lead.candidate.award
    if recorded is None:
        found.append(MissingFact(code="award-not-recorded", text="no record names this award: its title alone tells"))
    elif recorded.source.verification == "recalled":
        found.append(MissingFact(code="award-not-read", text="nobody here has read that there is such an award"))
    if recorded is not None and recorded.form == "prior-learning":
        text = "it certifies prior learning, and is placed as the award that it certifies"
        found.append(MissingFact(code="prior-learning", text=text))
    if len(lead.ways) > 1 and award.results is None:
        found.append(MissingFact(code="results", text="bodies judge this award by conditions: say which one holds"))
    if award.awarded is None:
        found.append(MissingFact(code="awarded", text="the date of the award is not given"))
    if frameworks == 0:
        found.append(MissingFact(code="no-framework-there", text="no framework with levels is recorded there"))
    if frameworks > 1:
        found.append(MissingFact(code="several-frameworks", text="several frameworks apply there: the first is shown"))
    return tuple(found)
