"""A learner finds what they sent and what came back; nobody else does."""

import pytest

from practice.lab.search import LIMIT, find_attempts
from practice.models import Call

pytestmark = [pytest.mark.django_db, pytest.mark.services]


@pytest.fixture
def answered(submit):
    attempt = submit(text="请比较 Midjourney 和剪映")
    Call.objects.filter(attempt=attempt).update(status="succeeded", text="先看<预算>。", finished_at=attempt.created_at)
    return attempt


@pytest.mark.parametrize("asked", ["剪映", "MIDJOURNEY", "预算", "预", "剪映 预算"])
def test_prompts_and_answers_are_found(answered, amy, asked):
    assert [hit.attempt for hit in find_attempts(amy, asked)] == [answered]


@pytest.mark.parametrize("asked", ["", "？！", "没有这个词", "%"])
def test_signs_and_foreign_words_find_nothing(answered, amy, asked):
    assert find_attempts(amy, asked) == []


def test_nobody_finds_the_attempts_of_another(answered, stranger):
    assert find_attempts(stranger, "剪映") == []


def test_the_newest_come_first_and_the_list_is_bounded(submit, amy):
    sent = [submit(text=f"剪映 {number}") for number in range(LIMIT + 2)]
    hits = find_attempts(amy, "剪映")
    assert len(hits) == LIMIT and hits[0].attempt == sent[-1]


def test_the_search_page_shows_them_marked_and_safe(client, answered, amy):
    client.force_login(amy)
    html = client.get("/search/?q=预算").content.decode()
    assert "found-attempts" in html and "&lt;<mark>预算</mark>&gt;" in html
