"""The background paper: what is assessed as likely of what a holder brings, and what would settle the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from qualmap._version import __version__
from qualmap.assessment.case import to_passport
from qualmap.assessment.model import Cited, Judgement
from qualmap.background.evidence import evidence_of, held
from qualmap.background.model import Assessed, BackgroundPaper, Resting
from qualmap.background.next_steps import questions, steps
from qualmap.catalog import Catalogue
from qualmap.catalog.fingerprint import fingerprint
from qualmap.catalog.lookup import check_day
from qualmap.catalog.places import place
from qualmap.errors import InputError, called
from qualmap.records import Award, BackgroundRules, Passport, Reason, Source
from qualmap.records.award import Grade
from qualmap.records.background import Likelihood
from qualmap.records.dates import years_later
from qualmap.records.passport import Certificate, Experience, LanguageSkill
from qualmap.records.values import Countries, Editions, Level, Levels, Phrase, Quote, Tongue, Value

_IS_NOT = ("recognition", "identity", "licence", "promise", "finding")


def background(
    catalogue: Catalogue, given: Passport | Mapping[str, Any], judge: Callable[[Award], Judgement]
) -> BackgroundPaper:
    """The paper on a passport, whose first award ``judge`` judges. Raises InputError for a passport without one."""
    passport = to_passport(given, catalogue)
    if not passport.awards:
        raise InputError("passport.awards: a background paper is about an award: give the highest, even if stated only")
    with called(lambda path: re.sub("^award", "passport.awards[0]", path)):
        judgement = judge(passport.awards[0])
    return background_paper(catalogue, passport, judgement)


def background_paper(catalogue: Catalogue, passport: Passport, judgement: Judgement) -> BackgroundPaper:
    """The paper beside the judgement of the passport's first award. Raises InputError for dates that cannot be right.

    The judgement gives what is missing and whom to ask; its outcome is no part of the paper.
    """
    rules, interview = catalogue.background, passport.interview
    if interview is not None and check_day(interview.held) and judgement.on < interview.held.first:
        raise InputError(f"interview.held {interview.held} lies after {judgement.on}, the day of the paper: mend one")
    award, *others = passport.awards
    evidence = evidence_of(award, rules, interview)
    desk = _Desk(catalogue, rules, passport)
    given = [passport.model_dump(mode="json", exclude_defaults=True), judgement.id, rules.model_dump(mode="json")]
    return BackgroundPaper(
        id=fingerprint([*given, catalogue.version, __version__]),
        judgement=judgement.id,
        on=judgement.on,
        valid_until=years_later(judgement.on, rules.valid_years),
        purpose=judgement.purpose,
        origin=judgement.origin,
        destination=judgement.destination,
        qualmap_version=__version__,
        catalogue_version=catalogue.version,
        highest=desk.award(award, first=True),
        level=tuple(_level(judgement)),
        others=tuple(desk.award(other, first=False) for other in others),
        certificates=tuple(desk.certificate(item) for item in passport.certificates),
        experience=tuple(desk.experience(item) for item in passport.experience),
        languages=tuple(desk.language(item) for item in passport.languages),
        interview_held=interview.held if interview is not None and held(interview, rules) else None,
        is_not=tuple(Reason(code=f"background-is-not-{name}") for name in _IS_NOT),
        questions=questions(evidence),
        steps=steps(judgement, passport, evidence),
        ask=tuple(_ask(judgement)),
        appeal=judgement.appeal,
        evaluators=rules.evaluators,
        rests_on=tuple(_rests_on(rules)),
    )


class _Desk:
    """Puts items into words; an interview bears out the first award, and other items as a group."""

    def __init__(self, catalogue: Catalogue, rules: BackgroundRules, passport: Passport) -> None:
        self._catalogue, self._rules = catalogue, rules
        self._interview = held(passport.interview, rules)

    def award(self, award: Award, *, first: bool) -> Assessed:
        evidence = evidence_of(award, self._rules, self._interview if first else None)
        country = place(award.country, self._catalogue).country
        classified = () if award.isced is None else (f"ISCED 2011: {award.isced}",)
        return Assessed(
            kind="award",
            says=_says("background-award", evidence.likelihood, title=_title(award), country=Countries.of(country)),
            country=country,
            language=award.language,
            grade=evidence.overall,
            likelihood=evidence.likelihood,
            evidence=evidence,
            field=award.field,
            classified=classified,
        )

    def certificate(self, item: Certificate) -> Assessed:
        likelihood = self._word(item.evidence, "certificates")
        country = place(item.country, self._catalogue).country
        return Assessed(
            kind=item.kind,
            says=_says(f"background-{item.kind}", likelihood, title=_title(item), country=Countries.of(country)),
            country=country,
            language=item.language,
            grade=item.evidence,
            likelihood=likelihood,
            classified=_isco(item.isco),
        )

    def experience(self, item: Experience) -> Assessed:
        likelihood = self._word(item.evidence, "experience")
        country = place(item.country, self._catalogue).country
        values: dict[str, Value] = {"occupation": item.occupation, "country": Countries.of(country)}
        code = "background-worked"
        if item.years is not None:
            code, values = "background-worked-years", {**values, "years": item.years}
        return Assessed(
            kind="experience",
            says=_says(code, likelihood, **values),
            country=country,
            grade=item.evidence,
            likelihood=likelihood,
            classified=_isco(item.isco),
        )

    def language(self, item: LanguageSkill) -> Assessed:
        likelihood = self._word(item.evidence, "languages")
        return Assessed(
            kind="language",
            says=_says("background-speaks", likelihood, language=Tongue(tongue=item.language), level=item.level),
            country=None,
            language=item.language,
            grade=item.evidence,
            likelihood=likelihood,
        )

    def _word(self, grade: Grade, group: str) -> Likelihood:
        interview = self._interview is not None and group in self._interview.bears_out
        return self._rules.word(grade, interview=interview)


def _says(code: str, likelihood: Likelihood, **values: Value) -> Reason:
    return Reason(code=code, values={"likely": Phrase.of(f"likelihood-{likelihood}"), **values})


def _title(item: Award | Certificate) -> Quote:
    return Quote(text=item.title, language=item.language)


def _isco(code: str | None) -> tuple[str, ...]:
    return () if code is None else (f"ISCO-08: {code}",)


def _level(judgement: Judgement) -> Iterator[Reason]:
    """How the award was read at home and where that leads, in words: a probability would be taken for a likelihood."""
    yield judgement.home_note
    answered = [each for each in judgement.comparators if each.mapping.destination_levels]
    for each in answered:
        home, framework, mapping = each.home, each.framework, each.mapping
        values: dict[str, Value] = {
            "home": Level(edition=str(home.framework), level=home.level),
            "levels": Levels.of(*mapping.destination_levels or ()),
            "framework": Editions.of(str(framework)),
            "basis": Phrase.of(f"basis-{mapping.basis}"),
        }
        yield Reason(code="level-comparable", values=values)
    if not answered:
        yield from (reason for reason in judgement.element("level").reasons if "reached" not in reason.values)


def _ask(judgement: Judgement) -> Iterator[Reason]:
    """Who decides, and who knows the destination's recognition, each once."""
    every = (*judgement.decided_by, *judgement.legal_basis.academic.who_decides)
    yield from {reason.model_dump_json(): reason for reason in every}.values()


def _rests_on(rules: BackgroundRules) -> Iterator[Resting]:
    """What the paper's own shape, method and words rest on."""
    known = {source.id: source for source in rules.sources}
    for rest in rules.rests_on:
        yield Resting(topic=rest.topic, cited=tuple(_cited(known[source]) for source in rest.sources))


def _cited(source: Source) -> Cited:
    named = "; ".join(part for part in (source.url, source.citation) if part)
    return Cited(source=named, verification=source.verification, date_seen=source.date_seen)
