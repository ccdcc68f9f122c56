"""What a model wrote says so wherever it is shown; what people wrote never does."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from practice import services
from practice.models import Call, Evaluation
from tests.practice import scene

LABEL = "AI 生成"
SAMPLE = "示例回复，由课程作者编写，不是模型输出"
ALONG = f'data-copy-label="（内容由 {LABEL}）"'


@pytest.fixture
def answered(submit):
    def make(*, is_sample: bool):
        attempt = submit(text="请比较两条路")
        ended = {"status": "succeeded", "text": "先看预算。", "finished_at": attempt.created_at}
        Call.objects.filter(attempt=attempt).update(is_sample=is_sample, **ended)
        return attempt

    return make


@pytest.fixture
def judged(enrollment, exercise):
    def make(by):
        levels = {"r1": "full", "r2": "half"}
        hand_in = services.hand_in(
            enrollment=enrollment, exercise=exercise, key="h", text=scene.CASE, levels=levels
        ).hand_in
        Evaluation.objects.update(by=by)
        return hand_in

    return make


def test_the_words_stand_before_a_models_answer(reader, answered):
    page = reader.get(answered(is_sample=False).get_absolute_url()).content.decode()
    assert page.index(LABEL) < page.index("先看预算。")


def test_the_words_stand_there_while_it_is_still_written(reader, submit):
    attempt = submit()
    Call.objects.filter(attempt=attempt).update(is_sample=False)
    page = reader.get(attempt.get_absolute_url()).content.decode()
    assert page.index(LABEL) < page.index("data-reply")


def test_the_words_go_along_when_an_answer_is_copied(reader, answered):
    assert ALONG in reader.get(answered(is_sample=False).get_absolute_url()).content.decode()


def test_an_authors_sample_is_never_called_a_models(reader, answered):
    page = reader.get(answered(is_sample=True).get_absolute_url()).content.decode()
    assert SAMPLE in page and f"（{SAMPLE}）" in page and LABEL not in page


def test_prompts_to_copy_carry_no_words_of_ours(reader, lesson):
    lesson.parts = [{"practice": "p2"}]
    lesson.save()
    page = reader.get(lesson.get_absolute_url()).content.decode()
    assert "data-copy=" in page and "data-copy-label" not in page


def test_an_answer_found_by_searching_is_labelled(reader, answered):
    answered(is_sample=False)
    assert LABEL in reader.get("/search/?q=预算").content.decode()


def test_a_sample_found_by_searching_is_called_a_sample(reader, answered):
    answered(is_sample=True)
    page = reader.get("/search/?q=预算").content.decode()
    assert "示例回复" in page and LABEL not in page


@pytest.mark.parametrize(("is_sample", "label"), [(False, LABEL), (True, SAMPLE)])
def test_a_program_is_told_who_wrote_the_answer(browser, answered, is_sample, label):
    assert browser.get(answered(is_sample=is_sample).get_absolute_url()).json()["label"] == label


@pytest.mark.parametrize(("by", "label"), [("model", LABEL), ("self", ""), ("instructor", "")])
def test_a_program_is_told_who_judged(browser, judged, by, label):
    assert browser.get(judged(by).get_absolute_url()).json()["label"] == label


@pytest.mark.parametrize(("by", "shown"), [("model", True), ("self", False), ("instructor", False)])
def test_only_a_models_verdict_is_labelled(reader, judged, by, shown):
    assert (LABEL in reader.get(judged(by).get_absolute_url()).content.decode()) is shown


@pytest.mark.parametrize(("is_sample", "label"), [(False, LABEL), (True, SAMPLE)])
def test_an_instructor_reads_who_wrote_the_answer(answered, is_sample, label):
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("boss@example.com", "Secret-123456"))
    page = client.get(f"/admin/practice/attempt/{answered(is_sample=is_sample).pk}/change/").content.decode()
    assert label in page
