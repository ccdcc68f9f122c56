from datetime import date, timedelta

import pytest
from django.urls import reverse

from courses.models import Lesson
from progress.models import Award, LessonCompletion, PlanChange, QuizAnswer
from tests.conftest import make_lesson

pytestmark = pytest.mark.usefixtures("sunday")

JSON = {"accept": "application/json"}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def sign_in(client):
    def as_(user):
        client.force_login(user)
        return client

    return as_


def post_to(name: str, lesson: Lesson, *more: str) -> str:
    return reverse(f"progress:{name}", args=[lesson.course.slug, lesson.stage.number, lesson.slug, *more])


ENROL = "/courses/aigc/enrol/"


# --- Joining -----------------------------------------------------------------------------------------------


def test_today_invites_who_has_not_joined(sign_in, stranger, course):
    assert ENROL in sign_in(stranger).get("/today/").content.decode()


def test_without_a_course_today_says_so(sign_in, stranger):
    assert "课程还没有放上来" in sign_in(stranger).get("/today/").content.decode()


@pytest.mark.parametrize("starts_on", ["2026-01-05", "2026-11-22", "2027-01-04"])
def test_a_learner_joins_on_a_day_of_their_choice(sign_in, stranger, course, starts_on):
    sign_in(stranger).post(ENROL, {"starts_on": starts_on})
    assert stranger.enrollments.get().starts_on == date.fromisoformat(starts_on)


def test_joining_leads_to_today(sign_in, stranger, course):
    response = sign_in(stranger).post(ENROL, {"starts_on": "2026-11-22"})
    assert (response.status_code, response["Location"]) == (303, "/today/")


def test_joining_from_a_lesson_leads_back_to_it(sign_in, stranger, lesson):
    here = lesson.get_absolute_url()
    response = sign_in(stranger).post(ENROL, {"starts_on": "2026-11-22", "next": here})
    assert response["Location"] == here


def test_joining_leads_to_no_foreign_site(sign_in, stranger, course):
    response = sign_in(stranger).post(ENROL, {"starts_on": "2026-11-22", "next": "https://elsewhere.example/"})
    assert response["Location"] == "/today/"


def test_joining_answers_json_with_the_plan(sign_in, stranger, course):
    response = sign_in(stranger).post(ENROL, {"starts_on": "2026-11-22"}, headers=JSON)
    assert (response.status_code, response.json()["starts_on"]) == (201, "2026-11-22")


def test_joining_answers_htmx_with_the_plan(sign_in, stranger, course):
    page = sign_in(stranger).post(ENROL, {"starts_on": "2026-11-22"}, headers=HTMX).content.decode()
    assert "2026 年 11 月 22 日开始" in page and "<html" not in page


def test_a_refused_start_date_answers_htmx_with_the_form(sign_in, stranger, course):
    response = sign_in(stranger).post(ENROL, {"starts_on": "1999-01-01"}, headers=HTMX)
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="1999-01-01"' in page and "<html" not in page


@pytest.mark.parametrize("starts_on", ["", "tomorrow", "2026-02-30", "1999-01-01", "2030-01-01", "22/11/2026"])
def test_a_start_date_out_of_bounds_is_refused_beside_its_field(sign_in, stranger, course, starts_on):
    response = sign_in(stranger).post(ENROL, {"starts_on": starts_on}, headers=JSON)
    assert (response.status_code, list(response.json()["fields"])) == (422, ["starts_on"])
    assert not stranger.enrollments.exists()


def test_a_refused_start_date_stays_in_the_form(sign_in, stranger, course):
    response = sign_in(stranger).post(ENROL, {"starts_on": "1999-01-01"})
    assert response.status_code == 422
    assert 'value="1999-01-01"' in response.content.decode()


def test_a_course_that_is_not_there_cannot_be_joined(sign_in, stranger, course):
    assert sign_in(stranger).post("/courses/other/enrol/", {"starts_on": "2026-11-22"}).status_code == 404


@pytest.mark.parametrize("address", ["/today/", "/plan/"])
def test_a_visitor_is_asked_to_sign_in(client, db, address):
    assert client.get(address)["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("address", [ENROL, "/plan/preview/", "/plan/apply/", "/plan/undo/"])
def test_a_program_without_a_session_is_told_401(client, db, address):
    response = client.post(address, headers=JSON)
    assert (response.status_code, response.json()["error"]) == (401, "not_signed_in")


# --- Today -------------------------------------------------------------------------------------------------


def today_of(client) -> str:
    return client.get("/today/").content.decode()


def test_today_shows_the_lesson_of_the_day(sign_in, amy, lesson):
    assert lesson.title in today_of(sign_in(amy))


def test_today_counts_the_days(sign_in, amy):
    assert '<span class="big-n">21</span>' in today_of(sign_in(amy))


def test_today_tells_a_learner_on_schedule_so(sign_in, amy):
    assert "正在点上" in today_of(sign_in(amy))


def test_today_says_kindly_how_far_behind(sign_in, ben):
    assert "比计划晚 10 天" in today_of(sign_in(ben))


def test_today_praises_nobody_for_being_ahead_but_says_it(sign_in, amy, lesson):
    client = sign_in(amy)
    client.post(post_to("done", lesson))
    assert "比计划早 1 天" in today_of(client)


def test_a_day_without_a_lesson_says_so(sign_in, amy, lesson):
    Lesson.objects.filter(pk=lesson.pk).update(day=22)
    assert "今天没有新课" in today_of(sign_in(amy))


def test_a_day_off_says_so(sign_in, amy):
    client = sign_in(amy)
    client.post("/plan/apply/", {"weekdays": "123456"})
    assert "今天是你排的休息日" in today_of(client)


def test_before_the_start_nothing_hurries(sign_in, stranger, course):
    client = sign_in(stranger)
    client.post(ENROL, {"starts_on": "2026-12-01"})
    assert "12 月 1 日开始" in today_of(client)


def test_while_paused_nothing_is_said_to_be_late(sign_in, ben, time_machine):
    client = sign_in(ben)
    client.post("/plan/apply/", {"pause": "1"})
    time_machine.move_to("2026-12-10T04:00:00Z")
    page = today_of(client)
    assert "暂停中" in page
    assert "比计划晚" not in page


def test_with_everything_done_today_says_so(sign_in, amy, course):
    enrollment = amy.enrollments.get()
    for lesson in course.lessons.exclude(completions__enrollment=enrollment):
        LessonCompletion.objects.create(
            enrollment=enrollment,
            lesson=lesson,
            revision=lesson.published,
            done_on=date(2026, 11, 21),
            done_at="2026-11-21T04:00:00Z",
        )
    assert "能学的课都做完了" in today_of(sign_in(amy))


def test_a_lesson_being_written_is_never_due(sign_in, amy, lesson):
    Lesson.objects.filter(pk=lesson.pk).update(status=Lesson.Status.DRAFT)
    assert "今天没有新课" in today_of(sign_in(amy))


# --- Done and reopen ---------------------------------------------------------------------------------------


def test_done_leads_back_to_the_lesson(sign_in, amy, lesson):
    response = sign_in(amy).post(post_to("done", lesson))
    assert (response.status_code, response["Location"]) == (303, f"{lesson.get_absolute_url()}#lesson-progress")


def test_done_answers_json_with_the_day(sign_in, amy, lesson):
    response = sign_in(amy).post(post_to("done", lesson), headers=JSON)
    assert response.json() == {"id": lesson.key, "done_on": "2026-11-22"}


def test_done_answers_htmx_with_the_box(sign_in, amy, lesson):
    response = sign_in(amy).post(post_to("done", lesson), headers=HTMX)
    assert "这一课做完了" in response.content.decode()


def test_reopen_takes_it_back(sign_in, amy, lesson):
    client = sign_in(amy)
    client.post(post_to("done", lesson))
    assert client.post(post_to("reopen", lesson), headers=JSON).json()["done_on"] is None


@pytest.mark.parametrize("name", ["done", "reopen"])
def test_who_has_not_joined_is_refused(sign_in, stranger, lesson, name):
    response = sign_in(stranger).post(post_to(name, lesson), headers=JSON)
    assert (response.status_code, response.json()["error"]) == (403, "not_enrolled")


def test_who_has_not_joined_is_invited_on_a_page(sign_in, stranger, lesson):
    response = sign_in(stranger).post(post_to("done", lesson))
    assert response.status_code == 403
    assert ENROL in response.content.decode()


def test_a_lesson_being_written_is_not_there(sign_in, amy, draft):
    assert sign_in(amy).post(post_to("done", draft)).status_code == 404


def test_a_lesson_under_a_wrong_stage_is_not_there(sign_in, amy, lesson):
    assert sign_in(amy).post(f"/courses/aigc/2/{lesson.slug}/done/").status_code == 404


def test_looking_does_not_finish_a_lesson(sign_in, amy, lesson):
    assert sign_in(amy).get(post_to("done", lesson)).status_code == 405


# --- Quiz --------------------------------------------------------------------------------------------------


def test_an_answer_in_json_gives_the_reason_for_every_option(sign_in, amy, lesson):
    response = sign_in(amy).post(post_to("quiz", lesson, "q1"), {"choice": "1"}, headers=JSON)
    assert response.json() == {
        "correct": True,
        "whys": ["身份描述不会给模型增加任何资料。", "身份主要影响语气和写法。"],
        "explanation": "身份改变说话的样子。",
        "anchor": "core-idea",
    }


def test_several_choices_are_sent_by_repeating_the_name(sign_in, amy, lesson):
    response = sign_in(amy).post(post_to("quiz", lesson, "q2"), {"choice": ["0", "2"]}, headers=JSON)
    assert response.json()["correct"] is True


def test_true_or_false_is_sent_as_a_word(sign_in, amy, lesson):
    response = sign_in(amy).post(post_to("quiz", lesson, "q3"), {"choice": "true"}, headers=JSON)
    assert response.json()["correct"] is False


def test_an_answer_without_script_leads_back_to_the_question(sign_in, amy, lesson):
    response = sign_in(amy).post(post_to("quiz", lesson, "q1"), {"choice": "0"})
    assert (response.status_code, response["Location"]) == (303, f"{lesson.get_absolute_url()}#quiz-q1")


def test_an_answer_by_htmx_shows_every_reason_and_the_way_back(sign_in, amy, lesson):
    page = sign_in(amy).post(post_to("quiz", lesson, "q1"), {"choice": "0"}, headers=HTMX).content.decode()
    assert "身份描述不会给模型增加任何资料。" in page
    assert "#core-idea" in page


def test_an_answer_by_htmx_brings_the_box_up_to_date(sign_in, amy, lesson):
    page = sign_in(amy).post(post_to("quiz", lesson, "q1"), {"choice": "1"}, headers=HTMX).content.decode()
    assert "答了 1 题，答对 1 题" in page


@pytest.mark.parametrize("sent", [{}, {"choice": "7"}, {"choice": "yes"}, {"choice": ["0", "1"]}])
def test_a_choice_out_of_range_is_refused_and_not_kept(sign_in, amy, lesson, sent):
    response = sign_in(amy).post(post_to("quiz", lesson, "q1"), sent, headers=JSON)
    assert (response.status_code, list(response.json()["fields"])) == (422, ["choice"])
    assert not QuizAnswer.objects.exists()


def test_without_script_a_refused_choice_shows_the_question_again(sign_in, amy, lesson):
    response = sign_in(amy).post(post_to("quiz", lesson, "q1"), {})
    assert response.status_code == 422
    assert "先选一个答案再提交。" in response.content.decode()


def test_a_question_that_was_never_there_is_not_there(sign_in, amy, lesson):
    assert sign_in(amy).post(post_to("quiz", lesson, "q9"), {"choice": "0"}).status_code == 404


def test_a_question_taken_out_is_not_there(sign_in, amy, lesson):
    lesson.questions.filter(key="q1").update(removed_at="2026-11-01T00:00:00Z")
    assert sign_in(amy).post(post_to("quiz", lesson, "q1"), {"choice": "0"}).status_code == 404


def test_who_has_not_joined_cannot_answer(sign_in, stranger, lesson):
    assert sign_in(stranger).post(post_to("quiz", lesson, "q1"), {"choice": "0"}, headers=JSON).status_code == 403


# --- The ladder on 今天 ----------------------------------------------------------------------------------------


def test_today_says_how_many_lessons_the_next_rung_needs(sign_in, amy):
    assert "还差 3 课" in sign_in(amy).get("/today/").content.decode()


def test_today_celebrates_a_rung_on_the_day_it_was_reached(sign_in, amy, sunday):
    award = {"enrollment": amy.enrollments.get(), "rung": "ai-kid", "days": 63, "lesson_count": 101}
    Award.objects.create(**award, reached_on=sunday)
    html = sign_in(amy).get("/today/").content.decode()
    assert "今天走到：AI小子" in html and "用了 63 天，计划是 60 天" in html


def test_today_does_not_celebrate_a_rung_of_the_day_before(sign_in, amy, sunday):
    award = {"enrollment": amy.enrollments.get(), "rung": "starter", "days": 20, "lesson_count": 90}
    Award.objects.create(**award, reached_on=sunday - timedelta(days=1))
    assert "今天走到" not in sign_in(amy).get("/today/").content.decode()


# --- How much it costs -------------------------------------------------------------------------------------

# Session, user, what was joined, lessons with completions, awards, what comes back in review, when it did, mastered,
# what an instructor has answered.
TODAY_QUERIES = 9


def test_today_costs_the_same_for_every_history(sign_in, amy, course, django_assert_num_queries):
    client = sign_in(amy)
    client.get("/today/")  # the first page of an edition reads the course for all that follow
    with django_assert_num_queries(TODAY_QUERIES):
        client.get("/today/")
    enrollment = amy.enrollments.get()
    for place in range(3, 40):
        make_lesson(course.stages.get(number=3), place)
    for weekdays in ("12345", "67"):
        client.post("/plan/apply/", {"weekdays": weekdays})
    assert PlanChange.objects.filter(enrollment=enrollment).count() == 2
    with django_assert_num_queries(TODAY_QUERIES):
        client.get("/today/")
