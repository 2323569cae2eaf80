"""The whole judgement: what an examination found, with everything that it rests on, and the name that it bears."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from qualmap._version import __version__
from qualmap.assessment.case import Case
from qualmap.assessment.elements.level import Landing
from qualmap.assessment.elements.profile import access_of
from qualmap.assessment.elements.workload import unknown_system
from qualmap.assessment.examination import Examined, examine
from qualmap.assessment.model import ByType, Cited, Comparator, Country, HomePlace, Judgement, LinkProvenance
from qualmap.assessment.origin import Standing
from qualmap.assessment.recorded import label_of, name_of
from qualmap.assessment.session import Session
from qualmap.catalog import Catalogue
from qualmap.catalog.fingerprint import fingerprint
from qualmap.catalog.places import Place
from qualmap.crosswalk.model import Evidence
from qualmap.law.model import LegalBasis
from qualmap.records import Reason, Referencing
from qualmap.records.dates import years_later
from qualmap.records.phrases import ENGLISH, plain
from qualmap.records.values import Countries, Editions, Phrase, Quote


def tables_of(tables: Mapping[str, Referencing], evidence: Evidence) -> tuple[Referencing, ...]:
    """The tables that a link or path was read from."""
    return tuple(tables[name] for name in evidence.tables if name in tables)


def provenance(catalogue: Catalogue, pieces: Iterable[Evidence]) -> tuple[LinkProvenance, ...]:
    """Each table behind these pieces of evidence, once, with the pieces that rest on it."""
    tables = {table.id: table for table in catalogue.tables}
    behind: dict[str, list[str]] = {}
    for piece in pieces:
        for table in tables_of(tables, piece):
            behind.setdefault(table.id, []).append(piece.id)
    return tuple(_of(catalogue, tables[name], found) for name, found in sorted(behind.items()))


def _of(catalogue: Catalogue, table: Referencing, evidence: Sequence[str]) -> LinkProvenance:
    framework = catalogue.frameworks.get(table.origin)
    return LinkProvenance(
        table=table.id,
        origin=table.origin,
        destination=table.destination,
        title=table.title,
        body=framework.authority.value if framework and framework.authority else None,
        status=table.status,
        date=table.date,
        matching=table.matching,
        evidence=tuple(dict.fromkeys(evidence)),
        cited=tuple(Cited.of(each) for each in table.sources),
    )


def judge(session: Session, case: Case) -> Judgement:
    """The judgement of one case. Raises InputError or UnknownNameError for what cannot be right."""
    return judgement_of(session, case, examine(session, case))


def judgement_of(session: Session, case: Case, found: Examined) -> Judgement:
    """The judgement of a case that was examined."""
    catalogue = session.catalogue
    decision, label = found.decision, label_of(catalogue, found.home.award_type)
    legal = session.legal_basis(case, found.home)
    policy, inputs = session.policy_hash(case.policy), inputs_of(case)
    homes = {_key(place): _home_place(session, place) for place in found.home.places}
    return Judgement(
        id=_id(session, case, inputs),
        on=case.on,
        valid_until=years_later(case.on, case.policy.valid_years),
        qualmap_version=__version__,
        catalogue_version=catalogue.version,
        policy=case.policy.id,
        policy_hash=policy,
        inputs_hash=fingerprint(inputs),
        purpose=case.purpose,
        award=case.award,
        sought=case.sought,
        origin=_country(session, case.origin),
        destination=_country(session, case.destination),
        destination_framework=name_of(case.framework) if case.framework else None,
        taught_in=tuple(_country(session, place) for place in case.taught_in),
        award_type=found.home.award_type,
        award_type_label=label,
        gates=found.gates,
        home=tuple(homes.values()),
        home_note=found.home.note,
        recorded=tuple(session.recorded(*pair) for pair in found.home.recorded),
        comparators=tuple(_comparator(session, landing, homes[_key(landing.home)]) for landing in found.landings),
        provenance=provenance(
            catalogue,
            [item for each in found.landings for item in (*each.mapping.evidence, *each.mapping.dissent)],
        ),
        by_type=ByType(
            award_type=found.home.award_type,
            label=label,
            isced=case.award.isced,
            awards=tuple(session.recorded(*pair) for pair in found.alike),
        ),
        workload=found.workload,
        access_at_home=(*access_of(catalogue, found.home.recorded), *found.assumed),
        access_at_destination=access_of(catalogue, found.comparable),
        outcomes_grain=found.grain,
        elements=found.elements,
        outcome=decision.outcome,
        reasons=decision.reasons,
        provisional=decision.provisional,
        paper=found.home.paper,
        carried_by=found.carried_by,
        doubts=found.rests_on.doubts,
        remedies=decision.remedies,
        missing=decision.missing,
        warnings=tuple(_warnings(catalogue, case, found)),
        legal_basis=legal,
        decided_by=tuple(_deciders(case, legal)),
        appeal=_appeal(case),
    )


def judgement_id(session: Session, case: Case) -> str:
    """The name of a judgement: a hash of its inputs, its policy, the agency's lists, the catalogue and the program."""
    return _id(session, case, inputs_of(case))


def _id(session: Session, case: Case, inputs: dict[str, Any]) -> str:
    versions = [session.policy_hash(case.policy), session.lists_hash, session.catalogue.version, __version__]
    return fingerprint([inputs, *versions])


def inputs_of(case: Case) -> dict[str, Any]:
    """Everything that was given, with names resolved."""
    return {
        "award": case.award.model_dump(mode="json", exclude_defaults=True),
        "origin": list(case.origin),
        "destination": list(case.destination),
        "framework": str(case.framework.ref) if case.framework else None,
        "taught_in": [list(place) for place in case.taught_in],
        "purpose": case.purpose,
        "sought": case.sought.model_dump(mode="json", exclude_defaults=True),
        "on": case.on,
    }


def _country(session: Session, place: Place) -> Country:
    return Country(code=place.country, name=session.name_of(str(place)), subdivision=place.subdivision)


def _key(place: Standing) -> tuple[str, str]:
    return str(place.framework.ref), place.level


def _home_place(session: Session, place: Standing) -> HomePlace:
    framework = place.framework
    today = session.catalogue.framework(framework.id)
    moved = today.ref != framework.ref and today.levels
    now = session.mapping(framework, place.level, today) if moved else None
    return HomePlace(
        framework=name_of(framework),
        framework_name=framework.name,
        ladder=framework.codes,
        standing=place.standing,
        level=place.level,
        read_as=place.read_as,
        award=session.recorded(framework, place.award) if place.award else None,
        now=name_of(today) if now else None,
        now_levels=(now.destination_levels or ()) if now else (),
    )


def _comparator(session: Session, landing: Landing, home: HomePlace) -> Comparator:
    framework, levels = landing.framework, landing.mapping.destination_levels or ()
    awards = {award.title: award for level in levels for award in framework.awards[level]}
    return Comparator(
        home=home,
        framework=name_of(framework),
        framework_name=framework.name,
        ladder=framework.codes,
        mapping=landing.mapping,
        awards=tuple(session.recorded(framework, award) for award in awards.values()),
    )


def _warnings(catalogue: Catalogue, case: Case, found: Examined) -> Iterator[Reason]:
    hint = unknown_system(case.award, catalogue.credit_systems)
    if hint is not None:
        yield Reason(
            code="warning-credit-system",
            values={"system": case.award.credit_system or "", "hint": Quote(text=hint, language=ENGLISH)},
        )
    printed = case.award.level is not None and found.home.paper is None
    if printed and not any(place.read_as == "level" for place in found.home.places):
        yield Reason(code="warning-level-without-framework", values={"level": case.award.level})
    given, recorded_kind = case.award.award_type, found.home.title_type
    if given is not None and recorded_kind is not None and given != recorded_kind:
        values = {"given": Phrase.of(f"type-{given}"), "recorded": Phrase.of(f"type-{recorded_kind}")}
        yield Reason(code="warning-kind-differs", values=values)
    for name in found.disagreeing:
        yield Reason(code="warning-ladders-disagree", values={"framework": Editions.of(name)})
    if len(case.award.awarding_bodies) > 1:
        yield Reason(code="warning-joint-award", values={"bodies": "; ".join(case.award.awarding_bodies)})
    if case.taught_in:
        where = Countries.of(*(place.country for place in case.taught_in))
        yield Reason(code="warning-transnational", values={"countries": where})
    if any(landing.mapping.dissent for landing in found.landings):
        yield plain("warning-dissent")


def _deciders(case: Case, legal: LegalBasis) -> Iterator[Reason]:
    """Who decides, which is never this library."""
    yield plain(f"decided-{case.purpose}")
    if case.purpose == "regulated-profession":
        yield from legal.professional.who_decides
    elif case.purpose == "further-study":
        yield from legal.academic.who_decides


def _appeal(case: Case) -> Reason:
    if case.policy.appeal is not None:
        return Reason(code="appeal-agency", values={"route": case.policy.appeal})
    return plain("appeal-general")
