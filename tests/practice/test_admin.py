import pytest
from django.urls import reverse
from django.utils import timezone

from practice.images import artworks
from practice.models import Artwork, Attempt, Call, Evaluation, HandIn
from tests.practice.pictures import drawn

MODELS = ["attempt", "handin", "evaluation", "call", "artwork"]


@pytest.fixture
def work(enrollment, exercise):
    """An attempt that failed, handed in all the same, and graded."""

    def make(key: str) -> Attempt:
        place = {"enrollment": enrollment, "exercise": exercise, "revision": exercise.lesson.published, "key": key}
        attempt = Attempt.objects.create(text="<b>给我一张角色卡</b>", **place)
        now = timezone.now()
        Call.objects.create(
            kind="answer", attempt=attempt, status="failed", reason="rate_limited", queued_at=now, finished_at=now
        )
        hand_in = HandIn.objects.create(text="我的卡", status="graded", attempt=attempt, **place)
        artworks.generated(attempt=attempt, number=1, data=drawn.picture(), name=f"artworks/calls-0/{key}").save()
        criteria = [{"criterion": "写明身份", "points": 15, "weight": 15, "quote": "你是顾问", "advice": "很好"}]
        Evaluation.objects.create(hand_in=hand_in, by="self", criteria=criteria, total=80, is_passed=True)
        return attempt

    return make


@pytest.mark.parametrize("model", MODELS)
def test_the_lists_need_as_many_queries_for_many_rows_as_for_one(
    desk, work, model, django_assert_max_num_queries, django_assert_num_queries
):
    address = reverse(f"admin:practice_{model}_changelist")
    work("one")
    with django_assert_max_num_queries(16) as few:
        desk.get(address)
    work("two")
    work("three")
    with django_assert_num_queries(len(few)):
        desk.get(address)


@pytest.mark.parametrize("model", MODELS)
def test_an_instructor_reads_and_changes_nothing(desk, work, model):
    work("one")
    [row] = desk.get(reverse(f"admin:practice_{model}_changelist")).context["cl"].result_list
    address = reverse(f"admin:practice_{model}_change", args=[row.pk])
    assert desk.get(address).status_code == 200
    assert desk.post(address, {}).status_code == 403
    assert desk.post(reverse(f"admin:practice_{model}_delete", args=[row.pk])).status_code == 403


def test_a_prompt_is_shown_as_typed(desk, work):
    attempt = work("one")
    html = desk.get(reverse("admin:practice_attempt_change", args=[attempt.pk])).content.decode()
    assert "&lt;b&gt;给我一张角色卡&lt;/b&gt;" in html


def test_an_evaluation_shows_what_it_quotes(desk, work):
    work("one")
    html = desk.get(reverse("admin:practice_evaluation_change", args=[Evaluation.objects.get().pk])).content.decode()
    assert all(words in html for words in ("写明身份", "你是顾问", "很好"))


@pytest.mark.parametrize("asked", [{"q": "角色卡"}, {"q": "amy"}, {"call__status__exact": "failed"}])
def test_attempts_are_found_and_filtered(desk, work, asked):
    attempt = work("one")
    found = desk.get(reverse("admin:practice_attempt_changelist"), asked).context["cl"].result_list
    assert list(found) == [attempt]


def test_a_picture_opens_once_its_task_was_handed_in(desk, work):
    work("one")
    artwork = Artwork.objects.get()
    address = reverse("admin:practice_artwork_change", args=[artwork.pk])
    assert artwork.get_absolute_url() in desk.get(address).content.decode()
    HandIn.objects.all().delete()
    closed = desk.get(address).content.decode()
    assert artwork.get_absolute_url() not in closed and "只有学习者自己看得到" in closed


@pytest.mark.parametrize("asked", [{"q": "角色卡"}, {"q": "amy"}, {"ai_label__exact": "1"}])
def test_pictures_are_found_and_filtered(desk, work, asked):
    work("one")
    found = desk.get(reverse("admin:practice_artwork_changelist"), asked).context["cl"].result_list
    assert list(found) == list(Artwork.objects.all())


def test_a_failed_call_of_the_last_day_stands_on_the_first_page(desk, work):
    work("one")
    assert reverse("admin:practice_call_change", args=[Call.objects.get().pk]) in desk.get("/admin/").content.decode()


@pytest.mark.parametrize("model", MODELS)
def test_a_learner_sees_nothing_of_it(client, amy, model):
    client.force_login(amy)
    assert client.get(reverse(f"admin:practice_{model}_changelist")).status_code == 302
