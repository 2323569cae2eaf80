"""How much work an award stands for, in hours and in full-time years, whatever its credits are called.

What a credit is worth is a record (``crosswalks/model/credit-systems.yaml``); here it is only applied.
"""

from __future__ import annotations

from typing import NamedTuple

from qualmap.records import CreditSystem, CreditSystems, QualificationType
from qualmap.records.base import Range


class Size(NamedTuple):
    """The workload of an award: notional learning hours, and full-time years of them."""

    hours: Range
    years: Range


def normalised(award: QualificationType, systems: CreditSystems) -> Size | None:
    """The award's size from its credits in a known system, else from its years; None where neither is stated."""
    system = systems.named(award.credit_system)
    year = _hours_of_a_year(system, systems)
    stated = Range.parse(award.years) if award.years is not None else None
    if award.credits is not None and system is not None:
        credit = Range.parse(award.credits)
        hours = _times(credit, Range.parse(system.hours))
        if system.per_year is not None:
            return Size(hours, Range(credit.low / system.per_year, credit.high / system.per_year))
        return Size(hours, stated or Range(hours.low / year.high, hours.high / year.low))
    return Size(_times(stated, year), stated) if stated is not None else None


def _hours_of_a_year(system: CreditSystem | None, systems: CreditSystems) -> Range:
    """A full-time year as the award's own credit system counts it, else the general one."""
    if system is None or system.per_year is None:
        return Range.parse(systems.full_time_year.hours)
    return _times(Range(system.per_year, system.per_year), Range.parse(system.hours))


def _times(one: Range, other: Range) -> Range:
    return Range(one.low * other.low, one.high * other.high)
