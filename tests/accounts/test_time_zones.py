from datetime import UTC, datetime
from zoneinfo import available_timezones

from accounts import time_zones

WINTER = datetime(2026, 1, 15, tzinfo=UTC)
SUMMER = datetime(2026, 7, 15, tzinfo=UTC)


def names(at: datetime) -> dict[str, str]:
    return {zone: name for _, zones in time_zones.choices(at=at) for zone, name in zones}


def test_the_learners_own_country_comes_first():
    assert time_zones.choices(at=WINTER)[0][1][0] == (
        "Asia/Shanghai",
        "北京、上海、广州、成都 (Asia/Shanghai, UTC+08:00)",
    )


def test_every_zone_with_a_name_exists():
    assert {zone for zones in time_zones.KNOWN.values() for zone in zones} <= available_timezones()


def test_every_zone_stands_once():
    zones = [zone for _, group in time_zones.choices(at=WINTER) for zone, _ in group]
    assert len(zones) == len(set(zones))


def test_a_city_without_a_chinese_name_can_be_chosen():
    assert names(WINTER)["Europe/Oslo"] == "Europe/Oslo (UTC+01:00)"


def test_the_offset_follows_summer_time():
    assert "UTC+02:00" in names(SUMMER)["Europe/Berlin"]
    assert "UTC+01:00" in names(WINTER)["Europe/Berlin"]


def test_offsets_west_of_london_and_half_hours_are_right():
    assert "UTC-03:30" in names(WINTER)["America/St_Johns"]
    assert "UTC+05:30" in names(WINTER)["Asia/Kolkata"]
