"""The award's workload as its documents state it, and the check that it is possible at all."""

from __future__ import annotations

from qualmap.errors import InputError, did_you_mean
from qualmap.records import CreditSystems, Policy, QualificationType
from qualmap.records.award import Award
from qualmap.records.base import Range
from qualmap.titles.size import Size, normalised

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
