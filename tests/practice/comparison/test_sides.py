"""The bench of a comparison as its learner sees it; above all what it does not say before the vote."""

import re

import pytest
from django.utils import timezone

from courses.models import Exercise
from practice.comparison import comparing
from practice.comparison.comparing import Half
from practice.models import Attempt, Call, PracticeConsent, Run
from tests.practice import scene
from tests.practice.test_practice_tags import page, part, request_of, words  # noqa: F401

LEFT, RIGHT = "请介绍修伞铺的来历。", "只用材料，介绍修伞铺。"
ANSWERS = {"a": "答案甲壹", "b": "答案乙贰"}


@pytest.fixture
def lesson(db):
    return scene.make_lesson(tasks=[scene.COMPARE, scene.MODELS])


@pytest.fixture
def models(lesson):
    return Exercise.objects.select_related("lesson__published").get(lesson=lesson, key="p2")


@pytest.fixture
def run_both(enrollment, exercise, monkeypatch):
    def send(*, is_flipped=False, **options):
        monkeypatch.setattr(Run, "shuffle", lambda run: setattr(run, "is_flipped", run.is_blind and is_flipped))
        halves = {"a": Half(LEFT), "b": Half(RIGHT)}
        asked = {"enrollment": enrollment, "exercise": exercise, "halves": halves, "key": "k"} | options
        return comparing.run_both(**asked).run

    return send


def answered(run, model="qwen-large"):
    for side, attempt in comparing.attempts_of(run).items():
        now = timezone.now()
        Call.objects.filter(attempt=attempt).update(
            status="succeeded", text=ANSWERS[side], started_at=now, finished_at=now, is_sample=False,
            model=f"{model}-{side}", provider=f"提供方{side}", output_tokens=3,
            input_tokens=111 if side == "a" else 222,
        )  # fmt: skip
    return run


def shown(html, run) -> str:
    """The part of the page about this run."""
    return html.split(f'aria-labelledby="run-{run.group}"')[1].split("</section>")[0]


# --- what is to be run ------------------------------------------------------------------------
def test_both_prompts_stand_in_one_form_with_their_variables_filled_in(page, amy, exercise):  # noqa: F811
    html = page(amy)
    assert f'action="/practice/exercises/{exercise.pk}/runs/"' in html
    assert "介绍修伞铺。</textarea>" in html and "介绍修伞铺，只用材料：店主孙有根。</textarea>" in html


def test_what_was_sent_last_stands_in_the_boxes(page, amy, run_both):  # noqa: F811
    run_both()
    html = page(amy)
    assert f"{LEFT}</textarea>" in html and f"{RIGHT}</textarea>" in html


def test_what_was_not_sent_stands_in_the_boxes(page, amy, exercise):  # noqa: F811
    drafts = {"practice_drafts_of_sides": {str(exercise.pk): {"text_b": "没发出去的右边"}}}
    assert "没发出去的右边</textarea>" in page(amy, session=drafts)


def test_the_price_of_both_sides_is_shown_before_sending(page, amy, configured):  # noqa: F811
    assert re.search(r"运行一次要问两边，一共大约用 4,\d{3} token", words(page(amy)))


def test_the_models_that_were_set_up_can_be_picked(page, amy, configured):  # noqa: F811
    picks = re.findall(r"<option [^>]*>([a-z]+)<", part(page(amy), "p2"))
    assert picks == ["chat", "judge", "chat", "judge"]


def test_with_one_model_alone_the_prompt_is_copied_elsewhere(page, amy, configured, settings):  # noqa: F811
    settings.PRACTICE_JUDGE_MODEL = ""
    html = part(page(amy), "p2")
    assert "现在只接了一款" in html and "/runs/" not in html and "改成群消息" in html


def test_without_any_model_both_sides_show_what_the_author_wrote(page, amy, models):  # noqa: F811
    html = part(page(amy), "p2")
    assert f'action="/practice/exercises/{models.pk}/runs/"' in html and "看示例回复" in html and "<select" not in html


# --- an open run ------------------------------------------------------------------------------
def test_two_answers_stream_at_once(page, amy, run_both):  # noqa: F811
    run = run_both()
    sent = comparing.attempts_of(run)
    followed = re.findall(r'data-events="/practice/attempts/(\d+)/events"', page(amy))
    assert followed == [str(sent["a"].pk), str(sent["b"].pk)]


def test_each_side_tells_tokens_and_seconds(page, amy, run_both):  # noqa: F811
    run = answered(run_both())
    assert re.findall(r"问 (\d+)，答 3 token · 0.0 秒", words(shown(page(amy), run))) == ["111", "222"]


def test_each_side_tells_what_it_cost(page, amy, run_both):  # noqa: F811
    run = answered(run_both())
    charge = comparing.attempts_of(run)["a"].call.charge
    charge.cost, charge.currency, charge.spent, charge.settled_at = "0.0125", "元", 9, timezone.now()
    charge.save()
    assert "0.0125 元" in shown(page(amy), run)


def test_the_votes_are_counted(page, amy, run_both):  # noqa: F811
    for number, vote in enumerate(["a", "a", "b", "", "="]):
        run = answered(run_both(key=f"k{number}"))
        comparing.vote(run=run, vote=vote, reason="", at=timezone.now())
    assert "你的票 5 次：左边 2，右边 1，分不出 1，没投 1" in words(page(amy))


def test_a_side_that_failed_is_offered_alone(page, amy, run_both):  # noqa: F811
    run = answered(run_both())
    left = comparing.attempts_of(run)["a"]
    Call.objects.filter(attempt=left).update(status="failed", reason="gap", text="")
    html = page(amy)
    assert f'action="/practice/attempts/{left.pk}/again/"' in html and "停住了" in html


def test_the_note_is_handed_in_below_the_runs(page, amy, run_both):  # noqa: F811
    run = answered(run_both())
    html = part(page(amy), "p1")
    assert html.index(f"run-{run.group}") < html.index('id="practice-p1-result"')


# --- a hidden run -------------------------------------------------------------------------------
def skeleton(html, run) -> str:
    """A run with everything that is allowed to differ taken out: who is shown where must leave no other trace."""
    sent = comparing.attempts_of(run)
    numbered = {str(sent[side].pk): f"<{place}>" for place, side in enumerate(run.order)}
    text = re.sub(r"(attempts/|answer-)(\d+)", lambda found: found[1] + numbered[found[2]], shown(html, run))
    text = re.sub(r"你是第 \d+ 位", "", text.replace(str(run.group), ""))
    text = re.sub(r'name="(?:csrfmiddlewaretoken|idempotency_key)" value="\w+"', "", text)
    return text.replace(ANSWERS["a"], "…").replace(ANSWERS["b"], "…")


@pytest.mark.parametrize("is_over", [True, False])
def test_nothing_on_the_page_tells_the_sides_apart_before_the_vote(page, amy, run_both, is_over):  # noqa: F811
    seen = []
    for key, is_flipped in (("one", False), ("two", True)):
        run = run_both(key=key, is_blind=True, is_flipped=is_flipped)
        if is_over:
            answered(run)
        seen.append(skeleton(page(amy), run).replace("第 2 次", "第 1 次"))
    assert seen[0] == seen[1]
    for trace in (LEFT, RIGHT, "左边", "右边", "qwen", "提供方", "111", "222", "token", "秒", 'value="a"', 'value="b"'):
        assert trace not in seen[0], trace


def test_a_hidden_run_shows_its_answers_in_the_hidden_order(page, amy, run_both):  # noqa: F811
    run = answered(run_both(is_blind=True, is_flipped=True))
    html = shown(page(amy), run)
    assert html.index(ANSWERS["b"]) < html.index(ANSWERS["a"])


def test_after_the_vote_everything_is_told_and_stands_left_and_right(page, amy, run_both):  # noqa: F811
    run = answered(run_both(is_blind=True, is_flipped=True))
    comparing.vote(run=run, vote="a", reason="更短", at=timezone.now())
    html = shown(page(amy), run)
    said = words(html)
    assert html.index(ANSWERS["a"]) < html.index(ANSWERS["b"])
    assert "左边 盲比时的乙" in said and "右边 盲比时的甲" in said and "揭晓之前投的" in said and "更短" in said
    assert "qwen-large-a" in said and LEFT in said


def test_one_card_stands_above_both_answers(page, amy, run_both):  # noqa: F811
    run = run_both(is_blind=True, halves={"a": Half("介绍一下。"), "b": Half("说实话，我不想活了。")})
    html = shown(page(amy), run)
    assert html.count("先找人帮忙") == 1 and html.index("先找人帮忙") < html.index("<article")


# --- what it costs the page ---------------------------------------------------------------------
def test_a_comparison_costs_one_query_more(lesson, amy, run_both, request_of, django_assert_num_queries):  # noqa: F811
    from courses.pieces import exercises_of
    from progress import current
    from tests.practice.test_practice_tags import ALL

    answered(run_both())
    request = request_of(amy)
    context = {"exercises": exercises_of(lesson), "request": request, "user": amy}
    current.learner(request, lesson)
    with django_assert_num_queries(3):  # what there is; attempts with calls and charges; runs
        ALL.render(context, request)


# --- over HTTP -------------------------------------------------------------------------------------
def send(client, exercise, **fields):
    fields = {"text_a": LEFT, "text_b": RIGHT} | fields
    return client.post(f"/practice/exercises/{exercise.pk}/runs/", fields, headers={"Idempotency-Key": "k"})


def test_a_run_is_taken_with_both_attempts(browser, exercise):
    answer = send(browser, exercise)
    body = answer.json()
    assert (answer.status_code, [row["side"] for row in body["attempts"]]) == (201, ["a", "b"])
    assert send(browser, exercise).status_code == 200
    assert browser.get(body["url"]).json() == body


def test_the_json_of_a_hidden_run_names_no_side(browser, exercise):
    body = send(browser, exercise, blind="1").json()
    assert body["blind"] and all(set(row) == {"id", "status", "url", "events"} for row in body["attempts"])


@pytest.mark.parametrize(
    ("fields", "name"), [({"text_a": " "}, "text_a"), ({"text_b": ""}, "text_b"), ({"text_b": "字" * 8001}, "text_b")]
)
def test_a_side_that_cannot_be_sent_is_named_and_nothing_is_sent(browser, exercise, fields, name):
    answer = send(browser, exercise, **fields)
    assert (answer.status_code, list(answer.json()["fields"])) == (422, [name])
    assert not Attempt.objects.exists()


def test_two_models_must_be_two(browser, configured, models):
    from practice.providers import whom

    keys = [choice.key for choice in whom.choices()]
    assert send(browser, models, text="一段", model_a=keys[0], model_b=keys[0]).json()["fields"].keys() == {"model_b"}
    assert send(browser, models, text="一段", model_a=keys[0], model_b="gone").json()["fields"].keys() == {"model_b"}
    assert send(browser, models, text="一段", model_a=keys[0], model_b=keys[1]).status_code == 201


def test_without_script_both_prompts_survive_a_refusal(reader, configured, exercise):
    answer = send(reader, exercise)
    assert answer.status_code == 422 and "127.0.0.1" in answer.content.decode()
    assert reader.session["practice_drafts_of_sides"] == {str(exercise.pk): {"text_a": LEFT, "text_b": RIGHT}}


def test_without_script_one_is_sent_back_to_the_task(reader, exercise, lesson):
    answer = send(reader, exercise)
    assert (answer.status_code, answer.url) == (303, f"{lesson.get_absolute_url()}#p1")


def test_a_task_that_compares_nothing_has_no_runs(browser, lesson):
    Exercise.objects.filter(key="p2").update(key="p3")
    lesson.document["practice"].append(scene.PERSONAL)
    lesson.save()
    assert send(browser, Exercise.objects.get(key="p3")).status_code == 404


def test_a_vote_is_by_place(browser, run_both):
    run = answered(run_both(is_blind=True, is_flipped=True))
    answer = browser.post(f"/practice/runs/{run.group}/vote/", {"vote": "first", "reason": " 更短 "})
    run.refresh_from_db()
    assert (answer.status_code, run.vote, run.reason) == (200, "b", "更短")


def test_a_vote_that_comes_too_early_is_explained(browser, run_both):
    answer = browser.post(f"/practice/runs/{run_both().group}/vote/", {"vote": "first"})
    assert answer.status_code == 422 and "等两边都答完" in answer.json()["message"]


def test_a_hidden_attempt_has_no_page_of_its_own(reader, run_both):
    run = run_both(is_blind=True)
    attempt = comparing.attempts_of(run)["a"]
    answer = reader.get(attempt.get_absolute_url())
    assert (answer.status_code, answer.url) == (303, run.get_absolute_url())
    alone = reader.get(answer.url).content.decode()
    assert "盲比，还没有揭晓" in alone and LEFT not in alone


def test_a_side_is_run_again_from_the_page(browser, run_both):
    run = answered(run_both())
    left = comparing.attempts_of(run)["a"]
    Call.objects.filter(attempt=left).update(status="failed", reason="gap")
    assert browser.post(f"/practice/attempts/{left.pk}/again/", {"idempotency_key": "x"}).status_code == 201
    assert comparing.attempts_of(run)["a"].pk > left.pk


def test_a_side_of_a_task_that_left_its_lesson_is_not_run_again(browser, run_both, exercise):
    left = comparing.attempts_of(answered(run_both()))["a"]
    Call.objects.filter(attempt=left).update(status="failed", reason="gap")
    Exercise.objects.filter(pk=exercise.pk).update(removed_at=timezone.now())
    assert browser.post(f"/practice/attempts/{left.pk}/again/").status_code == 404
    assert Call.objects.count() == 2


def test_nobody_sees_or_votes_on_a_run_of_somebody_else(client, stranger, run_both):
    run = run_both()
    client.force_login(stranger)
    assert client.get(run.get_absolute_url()).status_code == 404
    assert client.post(f"/practice/runs/{run.group}/vote/", {"vote": "first"}).status_code == 404
    assert client.post(f"/practice/runs/{run.group}/reveal/").status_code == 404
    left = comparing.attempts_of(run)["a"]
    assert client.post(f"/practice/attempts/{left.pk}/again/").status_code == 404


def test_a_program_sends_the_sides_one_by_one(browser, exercise):
    address = f"/practice/exercises/{exercise.pk}/attempts/"
    first = browser.post(address, {"text": LEFT, "side": "a", "idempotency_key": "1"}).json()
    second = browser.post(address, {"text": RIGHT, "side": "b", "group": first["group"], "idempotency_key": "2"}).json()
    assert first["group"] == second["group"]
    assert len(browser.get(f"/practice/runs/{first['group']}/").json()["attempts"]) == 2
    assert Run.objects.count() == 1


def test_a_group_of_somebody_else_is_not_joined(browser, exercise):
    answer = browser.post(
        f"/practice/exercises/{exercise.pk}/attempts/",
        {"text": LEFT, "side": "a", "group": "11111111-1111-4111-8111-111111111111"},
    )
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["group"])


def test_consent_is_asked_for_once_for_both(reader, configured, exercise, amy):
    send(reader, exercise, agreed=configured.url.split("/")[2])
    assert (PracticeConsent.objects.count(), Attempt.objects.count()) == (1, 2)
