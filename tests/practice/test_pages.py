"""The pages a person without script sees: forms that lead back, addresses that can be opened."""

from django.test import Client

from practice import services
from practice.models import Attempt, Call, Piece, PracticeConsent
from tests.practice import scene

HTMX = {"HX-Request": "true"}


def send(client, exercise, text=scene.CASE, headers=None, **fields):
    wish = {"text": text, "idempotency_key": "k", **fields}
    return client.post(f"/practice/exercises/{exercise.pk}/attempts/", wish, headers=headers)


def test_sending_leads_back_to_the_bench(reader, exercise):
    answer = send(reader, exercise)
    assert (answer.status_code, answer["Location"]) == (303, f"{exercise.lesson.get_absolute_url()}#p1")


def test_a_running_answer_is_shown_as_far_as_it_is_written(reader, submit):
    attempt = submit()
    Piece.objects.create(call=attempt.call, number=1, text="第一个")
    Piece.objects.create(call=attempt.call, number=2, text="问题")
    page = reader.get(attempt.get_absolute_url()).content.decode()
    assert "第一个问题" in page and "刷新看进展" in page


def test_the_page_of_an_attempt_shows_the_conversation_before_it(reader, submit, talk):
    first = submit(exercise=talk, text="第一句")
    Call.objects.filter(attempt=first).update(status="succeeded", text="答", finished_at=first.created_at)
    second = submit(exercise=talk, text="第二句", parent=Attempt.objects.get(pk=first.pk))
    page = reader.get(second.get_absolute_url()).content.decode()
    assert page.index("第一句") < page.index("第二句")


def test_nobody_opens_the_attempt_of_another(stranger, submit):
    client = Client()
    client.force_login(stranger)
    assert client.get(submit().get_absolute_url()).status_code == 404


def test_an_attempt_of_a_task_that_is_gone_can_still_be_read(reader, submit, lesson):
    attempt = submit(text="留着的一稿")
    lesson.document = {"practice": []}
    lesson.save()
    assert "留着的一稿" in reader.get(attempt.get_absolute_url()).content.decode()


def test_a_hand_in_of_a_task_that_is_gone_can_still_be_read(reader, enrollment, exercise, lesson):
    hand_in = services.hand_in(enrollment=enrollment, exercise=exercise, key="h", text=scene.CASE).hand_in
    lesson.document = {"practice": []}
    lesson.save()
    assert scene.CASE in reader.get(hand_in.get_absolute_url()).content.decode()


def test_a_script_gets_the_answering_side_alone(reader, submit):
    fragment = reader.get(submit().get_absolute_url(), headers=HTMX).content.decode()
    assert "data-out" in fragment and "<html" not in fragment


def test_sending_stopping_and_handing_in_answer_a_script_with_the_fragment(reader, exercise):
    sent = send(reader, exercise, headers=HTMX)
    stopped = reader.post(f"/practice/attempts/{Attempt.objects.get().pk}/cancel/", headers=HTMX)
    handed_in = reader.post(f"/practice/exercises/{exercise.pk}/hand-ins/", {"text": scene.CASE}, headers=HTMX)
    fragments = [answer.content.decode() for answer in (sent, stopped, handed_in)]
    assert all("data-out" in fragment and "<html" not in fragment for fragment in fragments)


def test_the_page_of_a_hand_in_offers_the_rubric_to_its_learner(reader, enrollment, exercise):
    hand_in = services.hand_in(enrollment=enrollment, exercise=exercise, key="h", text=scene.CASE).hand_in
    assert 'name="level-r1"' in reader.get(hand_in.get_absolute_url()).content.decode()


def test_after_signing_in_again_the_prompt_is_still_there(client, amy, exercise):
    answer = send(client, exercise, text="写了很久的一稿")
    assert answer.status_code == 302 and not Attempt.objects.exists()
    client.force_login(amy)
    assert client.session["practice_drafts"] == {str(exercise.pk): "写了很久的一稿"}


def test_a_prompt_that_was_sent_is_no_draft_any_more(client, amy, exercise):
    send(client, exercise)
    client.force_login(amy)
    send(client, exercise)
    assert client.session["practice_drafts"] == {}


def test_without_consent_nothing_is_sent_and_the_text_is_kept(reader, exercise, configured):
    answer = send(reader, exercise, text="还没同意的一稿")
    assert answer.status_code == 422 and "还没同意的一稿" in answer.content.decode()
    assert not Attempt.objects.exists()


def test_with_consent_the_prompt_is_sent_and_the_answer_kept(reader, exercise, configured, provider):
    host = f"127.0.0.1:{provider.server_address[1]}"
    assert send(reader, exercise, agreed=host).status_code == 303
    assert PracticeConsent.objects.get().host == host


def test_stopping_leads_back_to_the_bench(reader, submit):
    attempt = submit()
    answer = reader.post(f"/practice/attempts/{attempt.pk}/cancel/")
    assert answer["Location"].endswith("#p1") and Call.objects.get(attempt=attempt).status == "cancelled"


def test_grading_oneself_leads_back_and_counts(reader, enrollment, exercise):
    hand_in = services.hand_in(enrollment=enrollment, exercise=exercise, key="h", text=scene.CASE).hand_in
    levels = {"level-r1": "full", "level-r2": "half", "idempotency_key": "h-self"}
    assert reader.post(f"/practice/exercises/{exercise.pk}/hand-ins/", levels).status_code == 303
    assert "87.5" in reader.get(hand_in.get_absolute_url()).content.decode()


def test_what_is_left_is_asked_along_with_the_rest(
    reader, amy, submit, lesson, configured, django_assert_max_num_queries, django_assert_num_queries
):
    lesson.parts = [{"practice": task["id"]} for task in scene.TASKS]
    lesson.save()
    PracticeConsent.objects.create(user=amy, host=configured.url.split("/")[2])
    for _page in range(2):  # the first reads the lesson, and the session remembers the consent
        reader.get(lesson.get_absolute_url())
    with django_assert_num_queries(5):
        untouched = reader.get(lesson.get_absolute_url()).content.decode()
    submit()
    with django_assert_max_num_queries(8):
        touched = reader.get(lesson.get_absolute_url()).content.decode()
    assert "还能发 300 次" in untouched and "还能发 299 次" in touched


def test_a_lesson_page_with_all_its_benches_asks_eight_questions_at_most(
    reader, submit, lesson, enrollment, exercise, django_assert_max_num_queries
):
    lesson.parts = [{"practice": task["id"]} for task in scene.TASKS]
    lesson.save()
    services.hand_in(enrollment=enrollment, exercise=exercise, key="h", attempt=submit())
    reader.get(lesson.get_absolute_url())  # the first page of an edition reads the lesson for all that follow
    with django_assert_max_num_queries(8):
        page = reader.get(lesson.get_absolute_url()).content.decode()
    assert page.count("data-bench=") == len(scene.TASKS)
