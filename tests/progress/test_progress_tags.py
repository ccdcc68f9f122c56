import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import RequestFactory

from courses.models import Lesson
from progress import services
from progress.models import Enrollment

pytestmark = pytest.mark.usefixtures("sunday")

RIGHT = (["1"], ["0", "2"], ["false"])  # answers to the questions of every lesson


def page(source: str, user=None, **context) -> str:
    request = RequestFactory().get("/somewhere/", context.pop("query", {}))
    request.user = user or AnonymousUser()
    request.htmx = False
    template = Template("{% load progress_tags %}" + source)
    return template.render(Context({"request": request, "user": request.user, **context}))


def fresh(lesson) -> Lesson:
    return Lesson.objects.select_related("stage", "course", "published").get(pk=lesson.pk)


def states(user, course) -> dict[str, str]:
    shown = page(
        "{% lesson_states course as states %}{% for pk, s in states.items %}{{ pk }}={{ s }};{% endfor %}",
        user,
        course=course,
    )
    by_pk = dict(pair.split("=") for pair in shown.split(";") if pair)
    return {lesson.key: by_pk[str(lesson.pk)] for lesson in course.lessons.all() if str(lesson.pk) in by_pk}


def test_the_day_line_says_day_and_lessons_in_words(amy):
    assert 'aria-label="第 21 天，共 155 天；做完 20 课，共 38 课。打开课程地图"' in page("{% day_line %}", amy)


@pytest.mark.parametrize("who", ["visitor", "stranger"])
def test_who_has_not_joined_has_no_day_line(who, stranger, course):
    assert page("{% day_line %}", stranger if who == "stranger" else None).strip() == ""


def test_the_day_line_stands_on_pages_without_a_request():
    assert Template("{% load progress_tags %}{% day_line %}").render(Context()).strip() == ""


def test_the_map_tells_done_now_and_gap_apart(ben, course):
    seen = states(ben, course)
    assert [seen["s1-010"], seen["s1-011"], seen["s1-021"], seen["s1-022"]] == ["done", "gap", "now", ""]


def test_a_lesson_being_written_is_a_draft_on_the_map(amy, course, draft):
    assert states(amy, course)[draft.key] == "draft"


def test_with_nothing_planned_today_the_next_lesson_is_the_one_to_go_on_with(amy, course, lesson):
    services.complete_lesson(enrollment=amy.enrollments.get(), lesson=lesson)
    assert states(amy, course)["s1-022"] == "now"


def test_a_visitor_has_no_states(course):
    assert states(None, course) == {}


def test_the_box_offers_done(amy, lesson):
    assert f"{lesson.get_absolute_url()}done/" in page("{% lesson_progress lesson %}", amy, lesson=fresh(lesson))


def test_the_box_of_a_done_lesson_offers_to_reopen_it(amy, lesson):
    services.complete_lesson(enrollment=amy.enrollments.get(), lesson=lesson)
    assert f"{lesson.get_absolute_url()}reopen/" in page("{% lesson_progress lesson %}", amy, lesson=fresh(lesson))


def test_the_box_of_a_done_lesson_says_what_is_left_to_master_it(amy, lesson):
    services.complete_lesson(enrollment=amy.enrollments.get(), lesson=lesson)
    shown = page("{% lesson_progress lesson %}", amy, lesson=fresh(lesson))
    assert "小测 3 题，必做练习 1 个" in shown


def test_the_box_of_a_mastered_lesson_says_so(amy, lesson):
    enrollment = amy.enrollments.get()
    services.complete_lesson(enrollment=enrollment, lesson=lesson)
    services.note_task_passed(enrollment=enrollment, exercise=lesson.exercises.get())
    for question, right in zip(lesson.questions.all(), RIGHT, strict=True):
        services.answer_question(enrollment=enrollment, question=question, given=right)
    assert "这一课掌握了" in page("{% lesson_progress lesson %}", amy, lesson=fresh(lesson))


def test_the_box_invites_who_has_not_joined(stranger, lesson):
    assert "/courses/aigc/enrol/" in page("{% lesson_progress lesson %}", stranger, lesson=fresh(lesson))


def test_the_box_asks_a_visitor_to_sign_in(lesson):
    assert "/accounts/login/" in page("{% lesson_progress lesson %}", lesson=fresh(lesson))


def test_a_lesson_being_written_cannot_be_ticked(amy, draft):
    assert "done/" not in page("{% lesson_progress lesson %}", amy, lesson=fresh(draft))


def test_the_quiz_asks_every_question(amy, lesson):
    assert page("{% lesson_quiz lesson %}", amy, lesson=fresh(lesson)).count("<legend>") == 3


def test_an_unanswered_quiz_gives_nothing_away(amy, lesson):
    assert "身份主要影响语气和写法。" not in page("{% lesson_quiz lesson %}", amy, lesson=fresh(lesson))


def test_an_earlier_answer_stands_with_its_reasons(amy, lesson):
    answer(amy, lesson, "0")
    shown = page("{% lesson_quiz lesson %}", amy, lesson=fresh(lesson))
    assert "身份主要影响语气和写法。" in shown
    assert 'href="#core-idea"' in shown


def test_a_question_may_be_answered_again(amy, lesson):
    answer(amy, lesson, "0")
    again = page("{% lesson_quiz lesson %}", amy, lesson=fresh(lesson), query={"again": "q1"})
    assert again.count("<legend>") == 3


def test_an_answer_to_other_words_is_not_shown_as_one_to_these(amy, lesson):
    answer(amy, lesson, "0")
    changed = fresh(lesson)
    changed.document["quiz"][0]["options"].reverse()
    shown = page("{% lesson_quiz lesson %}", amy, lesson=changed)
    assert "这道题改过了" in shown


def test_a_visitor_reads_the_questions_and_cannot_send(lesson):
    shown = page("{% lesson_quiz lesson %}", lesson=fresh(lesson))
    assert shown.count("<legend>") == 3
    assert 'type="submit"' not in shown


def answer(user, lesson, choice: str) -> None:
    enrollment = user.enrollments.get()
    services.answer_question(enrollment=enrollment, question=lesson.questions.get(key="q1"), given=[choice])


def test_the_first_look_at_the_last_stage_is_noted_once(amy, course):
    last = course.lessons.filter(stage__number=5).first()
    page("{% lesson_progress lesson %}", amy, lesson=fresh(last))
    assert Enrollment.objects.get(user=amy).floor_opened_on is not None


def test_a_lesson_of_another_stage_notes_nothing(amy, lesson):
    page("{% lesson_progress lesson %}", amy, lesson=fresh(lesson))
    assert Enrollment.objects.get(user=amy).floor_opened_on is None


ALL = "{% day_line %}{% lesson_progress lesson %}{% lesson_quiz lesson %}"


def test_all_tags_of_a_lesson_page_cost_two_queries(amy, lesson, django_assert_num_queries):
    answer(amy, lesson, "0")
    shown = fresh(lesson)
    page(ALL, amy, lesson=shown)  # the first page of an edition reads the course for all that follow
    with django_assert_num_queries(2):  # what was joined, with the record of the lesson; its answers
        page(ALL, amy, lesson=shown)


def test_without_answers_one_query_is_enough(amy, lesson, django_assert_num_queries):
    shown = fresh(lesson)
    page(ALL, amy, lesson=shown)
    with django_assert_num_queries(1):
        page(ALL, amy, lesson=shown)


def test_the_map_costs_two_queries(amy, course, django_assert_num_queries):
    page("{% day_line %}{% lesson_states course as states %}", amy, course=course)
    with django_assert_num_queries(2):
        page("{% day_line %}{% lesson_states course as states %}", amy, course=course)
