import pytest

from credentials import keys
from credentials.checks import badge_key_can_sign


def test_without_the_variable_nothing_is_to_be_said(settings):
    settings.BADGE_KEY = ""
    assert badge_key_can_sign(None) == []


def test_a_key_that_signs_is_fine(settings):
    settings.BADGE_KEY = keys.new()
    assert badge_key_can_sign(None) == []


@pytest.mark.parametrize(
    "text", ["secret-words", "-----BEGIN PRIVATE KEY-----\nsecret-words\n-----END PRIVATE KEY-----"]
)
def test_one_that_does_not_is_named_with_its_mend_and_without_its_text(settings, text):
    settings.BADGE_KEY = text
    (error,) = badge_key_can_sign(None)
    assert error.id == "credentials.E001" and "openssl" in error.hint and "secret-words" not in str(error)
