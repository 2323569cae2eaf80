"""Workload: notional hours and full-time years of the award beside those of what it is compared with."""

from __future__ import annotations

from collections.abc import Sequence

from qualmap.assessment.case import Case
from qualmap.assessment.elements.verdict import Verdict
from qualmap.assessment.model import Workload
from qualmap.awards.size import Size, normalised
from qualmap.catalog import Catalogue
from qualmap.errors import InputError, did_you_mean
from qualmap.records import CreditSystem, CreditSystems, Framework, Policy, QualificationType, Reason
from qualmap.records.award import Award
from qualmap.records.base import Range
from qualmap.records.phrases import plain
from qualmap.records.values import Between, Share, Value

LONGEST_YEARS = 15


MOST_HOURS = LONGEST_YEARS * 2000


def stated_size(award: Award, systems: CreditSystems, policy: Policy) -> Size | None:
    """The size from the award's own credits in a known system, else from its years; None where neither is stated.

    Credits measure work; years alone leave open how dense they were, so that they stand for anything up to
    ``most_years_in_a_year`` times as much. Raises InputError for a size that no award can have.
    """
    years = Range.parse(award.years) if award.years is not None else None
    if years is not None and (years.high < years.low or years.low <= 0 or years.high > LONGEST_YEARS):
        message = (
            f"{award.years} cannot be: give years of full-time study, such as 3 or 1-2, of {LONGEST_YEARS} at most"
        )
        raise InputError(message, "award.years")
    if award.credits is not None and not 0 < award.credits <= MOST_HOURS:
        raise InputError(f"{award.credits:g} cannot be: no award has as many, or as few", "award.credits")
    by_credits = _by_credits(award, systems)
    most = policy.thresholds.most_years_in_a_year
    if by_credits is None:
        return _at_most(normalised(_sized(years=award.years), systems), most)
    if by_credits.years.low > LONGEST_YEARS or (years is not None and by_credits.years.low > years.high * most):
        took = f" in {award.years} year{'' if award.years == '1' else 's'}" if years else ""
        raise InputError(
            f"{award.credits:g} credits ({award.credit_system}){took} are impossible: they stand for "
            f"{by_credits.years.low:g} full-time years of work; check number and system"
        )
    high = min(by_credits.years.high, years.high * most) if years else by_credits.years.high
    return Size(by_credits.hours, Range(by_credits.years.low, max(high, by_credits.years.low)))


def unknown_system(award: Award, systems: CreditSystems) -> str | None:
    """A hint, where the award's credits are in a system that nobody here knows."""
    if award.credits is None or award.credit_system is None or systems.named(award.credit_system):
        return None
    names = [name for system in systems.systems for name in system.names]
    return did_you_mean(award.credit_system, names) or "its credits are not counted"


def _by_credits(award: Award, systems: CreditSystems) -> Size | None:
    if award.credits is None or systems.named(award.credit_system) is None:
        return None
    return normalised(
        _sized(credits_=f"{award.credits:.3f}".rstrip("0").rstrip("."), system=award.credit_system), systems
    )


def _sized(years: str | None = None, credits_: str | None = None, system: str | None = None) -> QualificationType:
    return QualificationType(title="the award", source="award", years=years, credits=credits_, credit_system=system)


def _at_most(size: Size | None, most: float) -> Size | None:
    if size is None:
        return None
    hours, years = size
    return Size(Range(hours.low, hours.high * most), Range(years.low, years.high * most))


def workload_of(
    catalogue: Catalogue,
    case: Case,
    stated: Size | None,
    usual: QualificationType | None,
    compared: Sequence[tuple[Framework, QualificationType]],
    kind: str | None,
    likely_kind: str | None,
) -> tuple[Workload, Verdict]:
    """The workload and its verdict. ``usual``: the recorded award that it is; ``compared``: destination awards.

    Sizes are counted after the usual entry award, so that only awards of one kind can be compared: ``kind`` is that of
    the award, where it is certain, ``likely_kind`` as good as it is known. The size of such awards in general never
    counts against the holder: only what the documents state does.
    """
    systems = catalogue.credit_systems
    size = stated or (normalised(usual, systems) if usual is not None else None)
    system = _system_of(compared, systems)
    sizes = [(award, found) for _, award in compared if (found := normalised(award, systems)) is not None]
    smallest = min(sizes, key=lambda each: (each[1].years.low, each[0].title), default=None)
    workload = Workload(
        hours=_rounded(size.hours) if size else None,
        years=_rounded(size.years) if size else None,
        credits=_in_credits(size, system),
        credit_system=system.label if system else None,
        stated=stated is not None,
        compared_with=smallest[0].title if smallest else None,
        compared_years=_rounded(smallest[1].years) if smallest else None,
        missing_share=_missing(size, smallest[1]) if size and smallest else None,
    )
    wanted = case.sought.as_type
    own = kind or likely_kind
    entered_alike = {generic.id for generic in catalogue.types.types if generic.one_entry}
    other = own not in entered_alike or (wanted is not None and wanted != own)
    return workload, _verdict(case, workload, other_kind=other, certain=kind is not None and stated is not None)


def _verdict(case: Case, workload: Workload, *, other_kind: bool, certain: bool) -> Verdict:
    if workload.years is None:
        return Verdict("unknown", (plain("workload-not-stated"),))
    if workload.compared_years is None or workload.missing_share is None:
        return Verdict("unknown", (plain("workload-nothing-to-compare"),))
    values: dict[str, Value] = {
        "years": _span(workload.years),
        "compared_years": _span(workload.compared_years),
        "compared_with": workload.compared_with or "",
        "missing": Share(share=workload.missing_share),
    }
    if other_kind:
        return Verdict("unknown", (Reason(code="workload-other-kind", values=values),))
    thresholds, missing = case.policy.thresholds, workload.missing_share
    if missing <= thresholds.workload_minor:
        return Verdict("none", (Reason(code="workload-alike", values=values),))
    if not certain:
        code = "workload-kind-uncertain" if workload.stated else "workload-usual-never-counts"
        return Verdict("unknown", (Reason(code=code, values=values),))
    if missing <= thresholds.workload_major:
        return Verdict("non-substantial", (Reason(code="workload-somewhat-less", values=values),))
    if missing < thresholds.workload_substantial:
        return Verdict("potentially-substantial", (Reason(code="workload-much-less", values=values),))
    return Verdict("substantial", (Reason(code="workload-far-less", values=values),))


def _missing(size: Size, needed: Size) -> float:
    """The share of the smallest comparable workload that is missing even if the award is as large as it can be."""
    return round(max(0.0, 1 - size.years.high / needed.years.low), 6) if needed.years.low > 0 else 0.0


def _system_of(compared: Sequence[tuple[Framework, QualificationType]], systems: CreditSystems) -> CreditSystem | None:
    """The credit system in which the destination counts."""
    for framework, award in compared:
        names = [award.credit_system, *(other.credit_system for other in framework.qualification_types)]
        for name in names:
            if (system := systems.named(name)) is not None:
                return system
    return None


def _in_credits(size: Size | None, system: CreditSystem | None) -> tuple[float, float] | None:
    """Full-time years in the destination's credits, or hours where it does not say what a year holds."""
    if size is None or system is None:
        return None
    if system.per_year is not None:
        return _rounded(Range(size.years.low * system.per_year, size.years.high * system.per_year))
    each = Range.parse(system.hours)
    return _rounded(Range(size.hours.low / each.high, size.hours.high / each.low))


def _rounded(span: Range) -> tuple[float, float]:
    return round(span.low, 2), round(span.high, 2)


def _span(span: tuple[float, float]) -> Between:
    return Between(low=span[0], high=span[1])
