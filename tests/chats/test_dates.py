"""Which number is the day, which clock, which calendar: inferred over the file, never in silence."""

from __future__ import annotations

import datetime as dt

import pytest

from inbeeld.chats import read_text
from inbeeld.chats.calendars import gregorian
from inbeeld.chats.notes import What


def times(headers: str) -> list[dt.datetime | None]:
    return [one.time for one in read_text(written(headers))]


def remarks(headers: str) -> set[str]:
    return {note.what.name for note in read_text(written(headers)).source.notes}


def written(headers: str) -> str:
    return "\n".join(f"{header.strip()} - A: x" for header in headers.split("|"))


def days(headers: str) -> list[str]:
    return [f"{time:%m-%d}" if time else "-" for time in times(headers)]


@pytest.mark.parametrize(
    ("headers", "expected", "said"),
    [
        ("05/06/22, 10:00 | 13/06/22, 10:00", ["06-05", "06-13"], set()),
        ("05/06/22, 10:00 | 06/13/22, 10:00", ["05-06", "06-13"], set()),
        # only the last line tells
        ("05/06/22, 10:00 | 06/06/22, 10:00 | 06/30/22, 10:00", ["05-06", "06-06", "06-30"], set()),
        # time goes forward in one order only
        ("07/02/22, 10:00 | 05/03/22, 10:00", ["02-07", "03-05"], set()),
        ("02/07/22, 10:00 | 03/05/22, 10:00", ["02-07", "03-05"], set()),
        # seven days, or half a year
        ("05/06/22, 1:00 | 06/06/22, 1:00 | 12/06/22, 1:00", ["06-05", "06-06", "06-12"], {"DAY_MONTH"}),
        ("06/05/22, 1:00 | 06/06/22, 1:00 | 06/12/22, 1:00", ["06-05", "06-06", "06-12"], {"MONTH_DAY"}),
        # nothing but a habit tells
        ("05.06.22, 10:00", ["06-05"], {"DAY_MONTH"}),
        ("05-06-2022 10:00", ["06-05"], {"DAY_MONTH"}),
        ("5/6/22, 10:00 AM", ["05-06"], {"MONTH_DAY"}),
        ("5/6/22, 10:00 am", ["06-05"], {"DAY_MONTH"}),
        ("05/06/22, 10:00 AM", ["06-05"], {"DAY_MONTH"}),
        # both orders give the same days
        ("05/05/22, 10:00 | 06/06/22, 10:00", ["05-05", "06-06"], set()),
        # the year first
        ("2022/05/06, 10:00", ["05-06"], set()),
        ("2022/05/06, 10:00 | 2022/30/06, 10:00", ["06-05", "06-30"], set()),
        ("27/3/22, 10:00 | 31/2/22, 10:00", ["03-27", "-"], {"NO_SUCH_DATE"}),
        ("22/3/27, 10:00 | 22/3/28, 10:00 | 22/4/2, 10:00", ["03-27", "03-28", "04-02"], {"YEAR_FIRST"}),
        ("22. 3. 7. 오후 4:21", ["03-07"], {"YEAR_FIRST"}),
        ("27/3/22, 10:00 | 28/3/22, 10:00", ["03-27", "03-28"], set()),
    ],
)  # fmt: skip
def test_day_and_month_are_inferred_over_the_whole_file(headers, expected, said):
    assert days(headers) == expected
    assert remarks(headers) == said


def test_an_impossible_date_keeps_its_message_and_says_so():
    found = read_text(
        written("27/03/22, 10:00 | 31/02/22, 10:00 | 28/03/22, 25:00 | 28/03/22, 10:61")
    )
    assert [one.time is None for one in found] == [False, True, True, True]
    assert found.source.messages == 4
    assert [(note.line, note.what) for note in found.source.notes] == [
        (line, What.NO_SUCH_DATE) for line in (2, 3, 4)
    ]


def test_of_many_remarks_the_rest_is_counted():
    notes = read_text(
        written(" | ".join(["27/03/22, 10:00"] + ["31/02/22, 10:00"] * 50))
    ).source.notes
    assert len(notes) == 21
    assert (notes[-1].line, notes[-1].more) == (None, 30)
    assert str(notes[-1]).endswith("(30 more)")


@pytest.mark.parametrize(
    ("clock", "hour"),
    [
        ("12:05 AM", 0), ("12:05 PM", 12), ("1:05 a. m.", 1), ("11:05 p.m.", 23), ("16:05 PM", 16),
        ("中午12:05", 12), ("中午1:05", 13), ("凌晨1:05", 1), ("晚上8:05", 20), ("上午12:05", 0),
        ("오전 12:05", 0), ("오후 12:05", 12), ("午後0:05", 12), ("4:05 ÖS", 16), ("4:05 du.", 16),
        ("24:05", None),
    ],
)  # fmt: skip
def test_the_hour_follows_the_word_beside_it(clock, hour):
    (time,) = times(f"2022/3/27 {clock}")
    assert (time and time.hour) == hour


def test_an_unknown_word_beside_the_time_is_told():
    headers = "27/3/22, 4:21 xx | 27/3/22, 5:21 yy | 28/3/22, 4:21 xx"
    assert len(times(headers)) == 3
    assert remarks(headers) == {"CLOCK"}


@pytest.mark.parametrize(
    ("header", "remark"),
    [
        ("27/3/2565 10:00", "BUDDHIST"), ("3/27/2565 BE, 10:00", "BUDDHIST"),
        ("27/3/65 10:00", "BUDDHIST"), ("3/27/R4, 10:00", "JAPANESE"), ("R4/3/27 10:00", "JAPANESE"),
        ("令和4年3月27日 10:00", "JAPANESE"),
        ("H34/3/27 10:00", "JAPANESE"), ("111/3/27 10:00", "MINGUO"), ("民國111/3/27 10:00", "MINGUO"),
        ("1401/1/7 10:00", "PERSIAN"), ("۱۴۰۱/۱/۷،\u200f ۱۰:۰۰", "PERSIAN"),
        ("7/1/1401 AP, 10:00", "PERSIAN"),
        ("2022/3/27 10:00", None),
    ],
)  # fmt: skip
def test_years_of_other_calendars_become_gregorian_and_are_told(header, remark):
    assert times(header) == [dt.datetime(2022, 3, 27, 10)]
    assert remarks(header) - {"DAY_MONTH", "MONTH_DAY"} == ({remark} if remark else set())


def test_a_name_of_a_month_without_a_year_keeps_the_message_without_a_time():
    assert times("27 mrt. 16:21 | Mar 27, 16:22") == [None, None]
    assert remarks("27 mrt. 16:21 | 28 mrt. 16:22") == {"NO_YEAR"}
    assert times("27 maart 2014 16:21 | 28 maart 2014 16:22")[1] == dt.datetime(2014, 3, 28, 16, 22)


def test_an_islamic_date_may_be_a_day_off_and_says_so():
    (time,) = times("24/8/1443 10:00")
    assert abs(time - dt.datetime(2022, 3, 27, 10)) <= dt.timedelta(days=1)
    assert remarks("24/8/1443 10:00") == {"HIJRI"}


def test_a_year_that_cannot_be_known_keeps_the_message_without_a_time():
    assert times("27/3/5782 10:00") == [None]
    assert "OTHER_CALENDAR" in remarks("27/3/5782 10:00")


@pytest.mark.parametrize(
    ("year", "month", "day", "expected"),
    [
        (1400, 1, 1, "2021-03-21"), (1399, 12, 30, "2021-03-20"), (1403, 12, 30, "2025-03-20"),
        (1404, 1, 1, "2025-03-21"), (1402, 6, 31, "2023-09-22"), (1402, 7, 1, "2023-09-23"),
        (1402, 12, 30, None), (1402, 7, 31, None), (1402, 13, 1, None),
    ],
)  # fmt: skip
def test_persian_dates_are_right_around_leap_years(year, month, day, expected):
    date, _ = gregorian(year, month, day)
    assert (date and date.isoformat()) == expected
