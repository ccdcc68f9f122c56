from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from portfolio.charts import HEIGHT, WIDTH, series_of

DAY = date(2026, 11, 1)


def rows(*values, name="用时"):
    return [(name, "分钟", DAY + timedelta(days=place), Decimal(value)) for place, value in enumerate(values)]


def test_one_name_with_one_unit_is_one_series_by_date():
    (series,) = series_of(reversed(rows(3, 1, 2)))
    assert [point.value for point in series.points] == [3, 1, 2]


def test_two_readings_are_no_line_and_three_are():
    assert [series_of(rows(*values))[0].is_drawn for values in ((1, 2), (1, 2, 3))] == [False, True]


def test_three_readings_of_one_day_are_no_line():
    same = [("用时", "分钟", DAY, Decimal(value)) for value in (1, 2, 3)]
    assert not series_of(same)[0].is_drawn


def test_the_highest_value_is_at_the_top():
    assert series_of(rows(0, 5, 10))[0].path == "M0 40L50 20L100 0"


def test_a_number_that_never_changes_lies_in_the_middle():
    assert series_of(rows(4, 4, 4))[0].path == "M0 20L50 20L100 20"


@given(st.lists(st.decimals(-10_000, 10_000, places=2), min_size=3, max_size=30))
def test_the_line_stays_in_its_box(values):
    (series,) = series_of(rows(*values))
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in series.dots)
