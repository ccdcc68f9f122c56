import pytest

from portfolio import services
from portfolio.models import Project
from practice.models import HandIn
from tests.portfolio.conftest import LEVELS

TEXT = "写了代价单，发了笔记，记了账。"


@pytest.fixture
def desk_of(home):
    return f"{home}hand-in/"


def test_the_summary_is_put_together_from_the_milestones(reader, ready, desk_of):
    page = reader.get(desk_of).content.decode()
    assert "一、第一稿\n写了代价单和第一稿。\n\n二、笔记见人" in page


def test_a_draft_is_kept_and_not_handed_in(reader, ready, desk_of):
    reader.post(desk_of, {"text": TEXT, "do": "keep"})
    assert f"{TEXT}</textarea>" in reader.get(desk_of).content.decode() and not HandIn.objects.exists()


def test_it_can_be_put_together_anew(reader, ready, desk_of):
    services.keep_summary(project=ready, text=TEXT)
    page = reader.post(desk_of, {"text": TEXT, "do": "renew"}).content.decode()
    assert "一、第一稿" in page and TEXT not in page


def test_without_the_declaration_nothing_is_handed_in_and_the_words_stay(reader, project, desk_of):
    answer = reader.post(desk_of, {"text": TEXT})
    assert answer.status_code == 422 and "标注了 AI" in answer.content.decode()
    assert not HandIn.objects.exists() and Project.objects.get().summary == TEXT


def test_a_failed_check_says_what_to_mend_beside_the_words(reader, ready, desk_of):
    answer = reader.post(desk_of, {"text": "太短"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "至少要 10 个" in page and "太短</textarea>" in page


def test_an_empty_summary_is_refused(reader, ready, desk_of):
    assert reader.post(desk_of, {"text": " "}).status_code == 422 and not HandIn.objects.exists()


def test_a_hand_in_leads_back_and_asks_for_ones_own_levels(reader, ready, home, desk_of):
    answer = reader.post(desk_of, {"text": TEXT})
    assert (answer.status_code, answer["Location"]) == (303, f"{home}#verdict")
    assert 'name="level-r1"' in reader.get(home).content.decode()


def test_a_form_sent_twice_is_handed_in_once(reader, ready, desk_of):
    for _press in range(2):
        reader.post(desk_of, {"text": TEXT, "idempotency_key": "k"})
    assert HandIn.objects.count() == 1


def test_the_same_form_with_other_words_is_not_taken_for_the_first(reader, ready, desk_of):
    reader.post(desk_of, {"text": TEXT, "idempotency_key": "k"})
    answer = reader.post(desk_of, {"text": TEXT + "改。", "idempotency_key": "k"})
    assert answer.status_code == 422 and f"{TEXT}改。</textarea>" in answer.content.decode()


def test_a_project_graded_by_its_learner_is_passed_and_may_come_again(reader, ready, exercise, home, desk_of):
    reader.post(desk_of, {"text": TEXT})
    reader.post(f"/practice/exercises/{exercise.pk}/hand-ins/", LEVELS)
    page = reader.get(home).content.decode()
    assert "过线了" in page and "改一改，再交" in page


def test_while_a_verdict_is_awaited_the_lesson_says_so(reader, ready, lesson, desk_of):
    reader.post(desk_of, {"text": TEXT})
    assert "等评分" in reader.get(lesson.get_absolute_url()).content.decode()
