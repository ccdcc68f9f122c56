from decimal import Decimal

import pytest

from aigc_academy.environment import Environment


def test_a_secret_is_read_from_the_file_that_is_named(tmp_path):
    (tmp_path / "key").write_text("sk-1")
    assert Environment({"KEY_FILE": str(tmp_path / "key")}).str("KEY") == "sk-1"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_line_end_of_a_file_is_no_part_of_the_secret(tmp_path, end):
    (tmp_path / "key").write_bytes(f"sk-1{end}".encode())
    assert Environment({"KEY_FILE": str(tmp_path / "key")}).str("KEY") == "sk-1"


def test_an_address_is_read_from_a_file_like_any_other_value(tmp_path):
    (tmp_path / "url").write_text("postgres://academy:secret@db:5432/academy\n")
    assert Environment({"DATABASE_URL_FILE": str(tmp_path / "url")}).db_url("DATABASE_URL")["NAME"] == "academy"


@pytest.mark.parametrize(("text", "value"), [("true", True), ("1", True), ("off", False), ("False", False), ("", True)])
def test_a_switch_is_on_off_or_left_to_its_default(text, value):
    assert Environment({"DEBUG": text}).switch("DEBUG", default=True) is value


@pytest.mark.parametrize(
    ("read", "text", "default"),
    [
        (Environment.number, "many", 64),
        (Environment.switch, "perhaps", False),
        (Environment.time_zone, "Mars/Olympus", "Asia/Shanghai"),
        (Environment.time_zone, "../etc", "Asia/Shanghai"),
    ],
)
def test_what_cannot_be_read_is_noted_and_gives_the_default(read, text, default):
    env = Environment({"NAME": text})
    assert read(env, "NAME", default=default) == default
    assert env.unreadable == {"NAME": text}


@pytest.mark.parametrize("text", ["cheap", "-1", "NaN", "Infinity", "1000000"])
def test_a_price_that_is_none_is_named(text):
    env = Environment({"PRICE": text})
    assert env.price("PRICE") is None and env.unreadable == {"PRICE": text}


def test_a_price_is_exact_and_may_be_missing():
    env = Environment({"PRICE": "0.1"})
    assert (env.price("PRICE"), env.price("OTHER")) == (Decimal("0.1"), None)
