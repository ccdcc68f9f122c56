import re
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.cache import SessionStore
from django.template import engines
from django.test import RequestFactory

from courses.models import Exercise
from courses.pieces import exercises_of
from practice import services
from practice.models import Allowance, Attempt, Call, HandIn, Piece
from tests.practice import scene

ALL = engines["django"].from_string(
    "{% load practice_tags %}{% for exercise in exercises %}{% practice_bench exercise %}{% endfor %}"
)
TAG = re.compile(r"<[^>]+>")


@pytest.fixture
def request_of(rf: RequestFactory):
    def make(user=None):
        request = rf.get("/courses/aigc/1/role-career-advisor/")
        request.user = user or AnonymousUser()
        request.session = SessionStore()
        return request

    return make


@pytest.fixture
def page(lesson, request_of):
    """The HTML of all benches of the lesson, as one person sees them."""

    def render(user=None, session=None):
        request = request_of(user)
        request.session.update(session or {})
        return ALL.render({"exercises": exercises_of(lesson), "request": request, "user": request.user}, request)

    return render


@pytest.fixture
def answered(submit):
    """An attempt whose call ended with a reply."""

    def make(reply="第一个问题：**为什么**？", status="succeeded", reason="", **options):
        attempt = submit(**options)
        when = attempt.created_at
        Call.objects.filter(attempt=attempt).update(status=status, reason=reason, text=reply, finished_at=when)
        return Attempt.objects.select_related("call").get(pk=attempt.pk)

    return make


def words(html: str) -> str:
    return re.sub(r"\s+", " ", TAG.sub(" ", html))


def part(html: str, key: str) -> str:
    return html.split(f'id="practice-{key}"')[1].split('</details>\n<details class="bench')[0]


def test_a_visitor_sees_the_task_and_the_way_to_sign_in(page):
    html = page()
    assert "只改提示词" in html and "/accounts/login/?next=" in html


def test_a_visitor_is_offered_no_form(page):
    assert "<form" not in page()


def test_a_stranger_is_told_to_join_the_course(page, stranger):
    assert "加入课程" in page(stranger)


def test_a_visitor_costs_no_query(page, lesson, django_assert_num_queries):
    exercises_of(lesson)
    with django_assert_num_queries(0):
        page()


def test_all_benches_of_a_lesson_cost_three_queries(page, lesson, amy, answered, request_of, django_assert_num_queries):
    attempt = answered()
    services.hand_in(enrollment=attempt.enrollment, exercise=attempt.exercise, key="h", attempt=attempt)
    request = request_of(amy)
    context = {"exercises": exercises_of(lesson), "request": request, "user": amy}
    from progress import current

    current.learner(request, lesson)
    with django_assert_num_queries(3):  # what there is; attempts with their calls; hand-ins with verdicts
        ALL.render(context, request)


def test_benches_nobody_touched_cost_one_query(page, lesson, amy, request_of, django_assert_num_queries):
    from progress import current

    request = request_of(amy)
    context = {"exercises": exercises_of(lesson), "request": request, "user": amy}
    current.learner(request, lesson)
    with django_assert_num_queries(1):
        ALL.render(context, request)


def test_the_form_posts_to_the_exercise_with_a_fresh_key(page, amy, exercise):
    html = page(amy)
    assert f'action="/practice/exercises/{exercise.pk}/attempts/"' in html
    keys = re.findall(r'name="idempotency_key" value="([0-9a-f]{32})"', html)
    assert len(keys) == len(set(keys)) > 1


def test_the_benches_are_numbered_in_chinese(page, amy):
    assert re.findall(r'class="bench-n"[^>]*>(.)<', page(amy)) == ["一", "二", "三", "四"]


def test_one_bench_is_open_at_first(page, amy):
    assert len(re.findall(r"<details class=\"bench[^>]* open>", page(amy))) == 1


def test_the_bench_last_worked_at_is_the_open_one(page, amy, answered, talk):
    answered(exercise=talk)
    assert re.search(r'id="practice-p2"[^>]* open>', page(amy))


def test_an_answer_is_rendered_and_marked_as_made_by_ai(page, amy, answered):
    attempt = answered()
    Call.objects.filter(attempt=attempt).update(is_sample=False)
    html = page(amy)
    assert "<strong>为什么</strong>" in html and "AI 生成" in html


def test_an_answer_cannot_smuggle_markup_in(page, amy, answered):
    answered(reply='<script>alert(1)</script><img src="https://evil.example/x">')
    html = page(amy)
    assert "<script>" not in html and "<img" not in html


def test_a_sample_reply_says_who_wrote_it(page, amy, answered):
    answered()
    html = page(amy)
    assert "示例回复，由课程作者编写，不是模型输出" in html and "AI 生成" not in html


def test_who_waits_is_told_their_place_also_without_script(page, amy, submit):
    submit()
    submit(exercise=Exercise.objects.get(key="p2"))
    said = words(page(amy))
    assert "排队中，你是第 1 位" in said and "排队中，你是第 2 位" in said


def test_a_running_answer_is_followed_by_its_events(page, amy, submit):
    attempt = submit()
    html = page(amy)
    assert f'data-events="/practice/attempts/{attempt.pk}/events"' in html
    assert f'action="/practice/attempts/{attempt.pk}/cancel/"' in html


def test_an_answer_that_broke_off_says_why_and_offers_another_try(page, amy, answered):
    answered(reply="写到一半", status="partial", reason="cut_off")
    shown = words(page(amy))
    assert "写到一半" in shown and "连接断了" in shown and "再试一次" in shown


def test_an_answer_that_succeeded_can_be_handed_in(page, amy, answered):
    attempt = answered()
    assert f'name="attempt" value="{attempt.pk}"' in page(amy)


def test_the_checks_are_listed_before_handing_in(page, amy, answered):
    answered()
    shown = words(page(amy))
    assert "20 到 900 字" in shown and "没有手机号" in shown and "没有身份证号" in shown


def test_a_conversation_can_be_continued(page, amy, answered, talk):
    attempt = answered(exercise=talk)
    assert f'name="parent" value="{attempt.pk}"' in page(amy)


def test_a_repaired_prompt_is_not_continued(page, amy, answered):
    answered()
    assert 'name="parent"' not in page(amy)


def test_the_earlier_attempts_are_listed(page, amy, answered):
    first = answered(text="第一稿")
    answered(text="第二稿")
    assert f'href="/practice/attempts/{first.pk}/">第一稿' in page(amy)


def test_a_failed_check_is_explained_and_nothing_is_lost(page, amy, answered, enrollment, exercise):
    attempt = answered(text="太短")
    services.hand_in(enrollment=enrollment, exercise=exercise, key="h", attempt=attempt)
    html = page(amy)
    assert "至少要 20 个" in html and "太短</textarea>" in html


def test_without_a_judge_the_learner_is_asked_to_grade_by_the_rubric(page, amy, answered, enrollment, exercise):
    services.hand_in(enrollment=enrollment, exercise=exercise, key="h", attempt=answered())
    html = " ".join(page(amy).split())
    assert 'name="level-r1" value="half"' in html and "没有上限" in html


def test_a_verdict_shows_the_total_and_the_marked_words(page, amy, answered, enrollment, exercise):
    attempt = answered()
    hand_in = services.hand_in(enrollment=enrollment, exercise=exercise, key="h", attempt=attempt).hand_in
    criteria = [
        {
            "id": "r1",
            "criterion": "先问后答",
            "weight": 75,
            "level": "full",
            "points": 75,
            "quote": "最多五个",
            "advice": "好",
        },
        {"id": "r2", "criterion": "事实", "weight": 25, "level": "zero", "points": 0, "quote": "", "advice": "补事实"},
    ]
    hand_in.evaluations.create(by="model", criteria=criteria, total=75, is_passed=True)
    HandIn.objects.filter(pk=hand_in.pk).update(status="graded")
    html = page(amy)
    assert '<mark class="met">最多五个</mark>' in html and "过线了" in words(html)


def test_other_tools_tasks_say_why_and_take_the_result_as_text(page, amy):
    html = page(amy)
    assert "这道练习要在你自己的工具里完成" in html and 'id="practice-p4-result"' in html


def test_a_prompt_kept_in_the_session_stands_in_the_box(page, amy, exercise):
    assert "没发出去的一稿</textarea>" in page(amy, session={"practice_drafts": {str(exercise.pk): "没发出去的一稿"}})


def test_consent_is_asked_for_before_the_first_prompt(page, amy, configured):
    assert 'name="agreed"' in page(amy)


def test_consent_is_not_asked_for_when_nothing_leaves_the_site(page, amy):
    assert 'name="agreed"' not in page(amy)


def test_a_bench_says_what_a_send_costs_and_what_is_left(page, amy, configured):
    shown = words(page(amy))
    assert re.search(r"发送一次大约用 2,\d{3} token。今天还剩 1,000,000 token。这一课今天还能发 300 次。", shown)


def test_a_price_is_shown_before_sending(page, amy, configured, settings):
    settings.PRICE_INPUT, settings.PRICE_OUTPUT, settings.PRICE_CURRENCY = Decimal(2), Decimal(80), "元"
    assert "约 0.16 元" in words(page(amy))


def test_after_a_send_there_is_less_left(page, amy, configured, answered):
    answered()
    shown = words(page(amy))
    assert "还能发 299 次" in shown and "今天还剩 1,000,000 token" not in shown


def test_who_has_used_up_the_day_reads_it_before_writing(page, amy, configured):
    Allowance.objects.create(pk=Allowance.ONLY, learner_day=1)
    assert "今天的额度不够了：还剩 1 token" in words(page(amy))


def test_without_a_model_nothing_is_counted_out(page, amy):
    assert "token" not in words(page(amy))


def test_judging_says_what_it_costs(page, amy, configured, answered):
    answered()
    assert re.search(r"评分大约用 2,\d{3} token", words(page(amy)))


def test_a_refused_judge_is_explained_and_may_be_asked_later(page, amy, configured, answered, enrollment, exercise):
    attempt = answered()
    Allowance.objects.create(pk=Allowance.ONLY, learner_day=1)
    services.hand_in(enrollment=enrollment, exercise=exercise, key="h", attempt=attempt)
    html = page(amy)
    assert "额度不够，这次没有问模型" in html and 'name="level-r1"' in html
    assert f'name="attempt" value="{attempt.pk}"' in html


def test_a_running_answer_shows_no_text_that_is_not_in_its_stream(page, amy, submit):
    attempt = submit()
    Piece.objects.create(call=attempt.call, number=1, text="半句")
    assert "半句" not in page(amy)


def test_the_scene_has_a_bench_for_every_task(page, amy):
    assert page(amy).count("data-bench=") == len(scene.TASKS)
