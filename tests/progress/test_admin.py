import pytest
from django.urls import reverse

from accounts.services import ensure_instructors_group
from progress.models import QuizAnswer, ReviewCard

MODELS = ["enrollment", "lessoncompletion", "quizanswer", "reviewcard"]


@pytest.fixture
def desk(client, ines):
    ines.groups.add(ensure_instructors_group())
    client.force_login(ines)
    return client


def answer(user) -> QuizAnswer:
    lesson = user.enrollments.get().course.lessons.first()
    ReviewCard.objects.get_or_create(enrollment=user.enrollments.get(), question=lesson.questions.first())
    return QuizAnswer.objects.create(
        enrollment=user.enrollments.get(),
        question=lesson.questions.first(),
        revision=lesson.published,
        choice=[1],
        is_correct=True,
    )


@pytest.mark.parametrize("model", MODELS)
def test_the_lists_need_as_many_queries_for_many_learners_as_for_one(
    desk, model, amy, request, django_assert_max_num_queries, django_assert_num_queries
):
    answer(amy)
    address = reverse(f"admin:progress_{model}_changelist")
    with django_assert_max_num_queries(15) as few:
        desk.get(address)
    answer(request.getfixturevalue("ben"))
    answer(amy)
    with django_assert_num_queries(len(few)):
        desk.get(address)


def test_a_learner_is_found_by_name_with_what_they_finished(desk, amy, ben):
    response = desk.get(reverse("admin:progress_enrollment_changelist"), {"q": "amy"})
    [enrollment] = response.context["cl"].result_list
    assert (enrollment.user, enrollment.done) == (amy, 20)


@pytest.mark.parametrize("model", MODELS)
def test_an_instructor_reads_and_changes_nothing(desk, model, amy):
    answer(amy)
    [row] = desk.get(reverse(f"admin:progress_{model}_changelist")).context["cl"].result_list[:1]
    address = reverse(f"admin:progress_{model}_change", args=[row.pk])
    assert desk.get(address).status_code == 200
    assert desk.post(address, {}).status_code == 403
    assert desk.get(reverse(f"admin:progress_{model}_add")).status_code == 403
    assert desk.post(reverse(f"admin:progress_{model}_delete", args=[row.pk])).status_code == 403


@pytest.mark.parametrize("model", MODELS)
def test_a_learner_sees_nothing_of_it(client, amy, model):
    client.force_login(amy)
    assert client.get(reverse(f"admin:progress_{model}_changelist")).status_code == 302
