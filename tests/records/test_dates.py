"""A date as exact as its source: the days that it may be, and what is certain of two."""

from __future__ import annotations

import json

import pytest
from pydantic import BaseModel, ValidationError

from qualmap.catalog.write import format_record
from qualmap.records.dates import PartialDate, years_later


class Dated(BaseModel):
    on: PartialDate


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2019-04", "2019-04-01", "2019-04-30"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2019-02", "2019-02-01", "2019-02-28"),
        ("2019-04-07", "2019-04-07", "2019-04-07"),
    ],
)
def test_the_days_that_a_date_may_be(text, first, last):
    date = PartialDate(text)
    assert (date.first, date.last, date.year, date.is_day) == (first, last, text[:4], first == last)


@pytest.mark.parametrize(
    ("one", "other", "certain"),
    [
        ("2018", "2019", True),
        ("2018-12-31", "2019", True),
        ("2019", "2019-06", False),  # the month may come first
        ("2019-06", "2019", False),
        ("2019-06", "2019-06-30", False),
        ("2019-05", "2019-06-30", True),
        ("2019-05-31", "2019-06", True),
        ("2019", "2018", False),
        ("2019-06-01", "2019-06-01", False),
    ],
)
def test_one_lies_before_another_only_where_no_days_of_the_two_say_otherwise(one, other, certain):
    assert PartialDate(one).certainly_before(other) is certain
    assert (PartialDate(one).last < PartialDate(other).first) is certain


@pytest.mark.parametrize(
    ("date", "start", "end", "certain"),
    [
        ("2015", "2014", "2016", True),
        ("2015", "2015", "2016", False),  # it may be January, and the start December
        ("2015-06-30", "2015-06-30", "2015-06-30", True),
        ("2015-06", "2015-06-01", "2015-06-30", True),
        ("2015-06", "2015-06-01", "2015-06", False),  # the end may be the first of June
        ("2015-06", "2015-06-01", None, True),
        ("2015-06", "2015-06-02", None, False),
    ],
)
def test_a_date_lies_in_a_period_only_where_all_its_days_do(date, start, end, certain):
    assert PartialDate(date).certainly_within(PartialDate(start), end and PartialDate(end)) is certain


def test_dates_are_sorted_by_their_first_day_and_the_less_exact_comes_first():
    dates = map(PartialDate, ("2019-01-02", "2020", "2019-01", "2019-01-01", "2019"))
    assert sorted(dates) == ["2019", "2019-01", "2019-01-01", "2019-01-02", "2020"]


def test_a_date_is_read_from_text_and_written_as_the_same_text():
    dated = Dated(on="2019-04")
    assert isinstance(dated.on, PartialDate)
    assert dated.on == "2019-04"
    assert dated.model_dump_json() == json.dumps({"on": "2019-04"}, separators=(",", ":"))
    assert isinstance(Dated.model_validate_json('{"on": "2019"}').on, PartialDate)
    assert format_record(Dated(on="2019-04-07").model_dump(), "").endswith("{'on': '2019-04-07'}\n")


@pytest.mark.parametrize("text", ["19", "2019-13", "2019-1", "2019-04-32", "2019-04-07T00:00", 2019])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValidationError):
        Dated(on=text)


def test_nothing_can_be_written_into_a_date():
    with pytest.raises(AttributeError):
        PartialDate("2019").first = "2020-01-01"
    with pytest.raises(AttributeError):
        PartialDate("2019").note = "circa"


def test_the_same_day_some_years_later():
    assert years_later("2026-11-23", 5) == "2031-11-23"
    assert years_later("2024-02-29", 1) == "2025-02-28"
    assert years_later("9998-01-01", 50) == "9999-01-01"
