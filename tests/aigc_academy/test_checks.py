import pytest

from aigc_academy.checks import environment_is_understood


def ids() -> list[str]:
    return [problem.id for problem in environment_is_understood(None)]


def test_an_understood_environment_has_nothing_to_say():
    assert ids() == []


def test_a_misspelt_switch_is_named(monkeypatch):
    monkeypatch.setenv("AIGC_SINGUP", "closed")
    [problem] = environment_is_understood(None)
    assert problem.id == "aigc.W001" and "AIGC_SINGUP" in problem.msg


def test_a_switch_read_from_a_file_is_known(monkeypatch, tmp_path):
    monkeypatch.setenv("AIGC_CONTACT_FILE", str(tmp_path))
    assert ids() == []


@pytest.mark.parametrize(
    ("setting", "value", "problem"),
    [
        ("SIGNUP", "maybe", "aigc.E001"),
        ("STREAMS", 0, "aigc.E002"),
        ("OPENAI_BASE_URL", "http://localhost:1/v1", "aigc.E004"),
        ("UNREADABLE", {"AIGC_STREAMS": "many"}, "aigc.E005"),
        ("UNREADABLE", {"AIGC_PICTURES_MB": "much"}, "aigc.E005"),
        ("PRODUCER", "某" * 201, "aigc.E007"),
    ],
)
def test_an_impossible_value_is_an_error_with_a_hint(settings, setting, value, problem):
    setattr(settings, setting, value)
    [found] = environment_is_understood(None)
    assert found.id == problem and found.hint


def test_rate_limits_are_on_or_off(monkeypatch):
    monkeypatch.setenv("AIGC_RATE_LIMITS", "sometimes")
    assert ids() == ["aigc.E003"]


def test_the_address_of_a_provider_is_an_address(settings):
    settings.OPENAI_BASE_URL, settings.PRACTICE_MODEL = "api.example.com", "chat"
    assert ids() == ["aigc.E006"]
