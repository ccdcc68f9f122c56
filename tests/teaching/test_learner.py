import pytest

from practice.models import Attempt, Evaluation, HandIn
from progress import services
from tests.teaching.conftest import enrollment_of, verify


@pytest.fixture
def place(sunday, ben) -> str:
    return f"/teaching/learners/{enrollment_of(ben).pk}/"


def test_the_page_says_how_the_plan_stands(teacher, place):
    page = teacher.get(place).text
    assert "落后 10 天" in page and "ben@example.org" in page and "10 / 30" in page


def test_quizzes_are_counted_by_the_latest_answer_to_each_question(teacher, place, ben, lesson):
    enrollment, questions = enrollment_of(ben), {question.key: question for question in lesson.questions.all()}
    for key, given in (("q1", "0"), ("q1", "1"), ("q3", "true")):
        services.answer_question(enrollment=enrollment, question=questions[key], given=[given])
    shown = teacher.get(place).context["page"]
    assert (shown.answered_count, shown.right_count) == (2, 1)
    assert [quiz.lesson.key for quiz in shown.hard_quizzes] == [lesson.key]


def test_practice_is_told_in_numbers_and_never_in_the_learners_words(teacher, place, ben, lesson):
    fixed = {"enrollment": enrollment_of(ben), "exercise": lesson.exercises.get(), "revision": lesson.published}
    attempt = Attempt.objects.create(**fixed, key="1", text="只写给模型看的话")
    hand_in = HandIn.objects.create(**fixed, key="2", attempt=attempt, text=attempt.text, status="graded")
    Evaluation.objects.create(hand_in=hand_in, by="self", total=80, is_passed=True)
    page = teacher.get(place).text
    assert "发送过 1 条提示词，交过 1 次，1 个任务过线" in page and "80 / 100" in page
    assert "只写给模型看的话" not in page


def test_an_address_nobody_verified_is_marked(teacher, place, ben):
    assert "邮箱没有验证" in teacher.get(place).text
    verify(ben)
    assert "邮箱没有验证" not in teacher.get(place).text


def test_a_learner_who_did_nothing_has_a_page(teacher, course, stranger, sunday):
    services.enrol(user=stranger, course=course, starts_on=sunday)
    page = teacher.get(f"/teaching/learners/{enrollment_of(stranger).pk}/").text
    assert "还没有做完的课" in page and "还没有答过题" in page and "还没有练习过" in page


def test_a_learner_that_does_not_exist_has_no_page(teacher, course):
    assert teacher.get("/teaching/learners/999/").status_code == 404


def test_a_page_about_a_learner_costs_so_many_questions(teacher, place, django_assert_max_num_queries):
    teacher.get(place)
    with django_assert_max_num_queries(30):
        teacher.get(place)
