"""Codes people read from paper and type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credentials import codes


def test_no_code_holds_letters_that_look_alike():
    assert not set("".join(codes.new() for _ in range(200))) & set("0O1Il")


def test_codes_do_not_repeat():
    assert len({codes.new() for _ in range(1000)}) == 1000


@pytest.mark.parametrize(
    "typed", ["7Q4M-K2XD-9FHT", "7q4m-k2xd-9fht", "7Q4MK2XD9FHT", " 7Q4M K2XD 9FHT ", "7Q4M－K2XD—9FHT"]
)
def test_what_hands_do_to_a_code_is_forgiven(typed):
    assert codes.read(typed) == "7Q4M-K2XD-9FHT"


@pytest.mark.parametrize("typed", ["", "7Q4M-K2XD", "7Q4M-K2XD-9FH0", "7Q4M-K2XD-9FHTT", "证书", "../../etc"])
def test_what_is_no_code_is_not_taken_for_one(typed):
    assert codes.read(typed) is None


@given(st.integers())
def test_every_new_code_is_read_as_itself(_again):
    code = codes.new()
    assert codes.read(code) == code


@given(st.text(max_size=40))
def test_reading_never_fails(text):
    assert codes.read(text) is None or len(codes.read(text)) == 14
