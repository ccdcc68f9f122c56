from datetime import date
from urllib.parse import urlsplit

import pytest

from practice.llm.presets import of_host, presets


def test_every_service_of_the_list_is_there():
    assert list(presets()) == ["deepseek", "qwen", "kimi", "glm", "doubao", "openai", "ollama", "vllm"]


@pytest.mark.parametrize("preset", presets().values(), ids=lambda preset: preset.key)
def test_a_preset_says_where_and_when_it_was_looked_up(preset):
    assert urlsplit(preset.source).scheme == "https"
    assert date(2026, 1, 1) < preset.checked_on <= date.today()


@pytest.mark.parametrize("preset", presets().values(), ids=lambda preset: preset.key)
def test_the_models_filled_in_are_among_those_looked_up(preset):
    assert {preset.answer_model, preset.judge_model, preset.image_model} - {""} <= set(preset.models)


@pytest.mark.parametrize("preset", presets().values(), ids=lambda preset: preset.key)
def test_only_services_next_door_go_without_encryption(preset):
    address = urlsplit(preset.address)
    assert address.scheme == "https" or address.hostname == "localhost"


def test_a_preset_is_found_by_its_host():
    assert of_host("api.deepseek.com").key == "deepseek"
    assert of_host("localhost:8000").key == "vllm"
    assert of_host("deepseek.com") is None
