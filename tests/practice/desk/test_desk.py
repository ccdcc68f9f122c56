"""The instructors' desk and the learner's request, as pages."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.services import ensure_instructors_group
from courses.models import Exercise
from practice import judging, services
from practice.assignment import assignment_of
from practice.desk import second_looks
from practice.evaluation import marks_from_learner
from practice.models import Evaluation, HandIn, SecondLook
from tests.practice import scene

DESK = "/practice/desk/"
REASON = "第一条我写了上限。"
LEVELS = {"level-r1": "full", "level-r2": "half", "advice-r2": "再写两条。", "words": "第一条改判。"}


@pytest.fixture
def judged(enrollment, exercise):
    def make(key: str, *, levels=("zero", "zero"), text=scene.CASE) -> HandIn:
        handed = services.hand_in(enrollment=enrollment, exercise=exercise, key=key, text=text).hand_in
        given = dict(zip(["r1", "r2"], levels, strict=True))
        rubric = assignment_of(exercise).rubric
        judging.grade(handed, by=Evaluation.By.MODEL, marks=marks_from_learner(given, rubric=rubric))
        return handed

    return make


@pytest.fixture
def asked(judged):
    def make(key: str = "h", **options) -> HandIn:
        handed = judged(key, **options)
        second_looks.ask(hand_in=handed, reason=REASON, at=timezone.now())
        return handed

    return make


@pytest.fixture
def project(enrollment, lesson) -> HandIn:
    evidence = Exercise.objects.select_related("lesson__published").get(lesson=lesson, key="p4")
    return services.hand_in(enrollment=enrollment, exercise=evidence, key="p", text="三篇笔记的链接").hand_in


def at(hand_in: HandIn) -> str:
    return f"{DESK}{hand_in.pk}/"


def another_instructor() -> Client:
    olaf = User.objects.create_user("olaf@example.org", "a-long-password", display_name="Olaf", is_staff=True)
    olaf.groups.add(ensure_instructors_group())
    client = Client()
    client.force_login(olaf)
    return client


# --- who gets in ---------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["desk", "work", "take"])
def test_a_learner_has_no_desk(reader, asked, name):
    handed = asked()
    address = reverse(f"practice:{name}", args=[] if name == "desk" else [handed.pk])
    assert (reader.post if name == "take" else reader.get)(address).status_code == 403


def test_nobody_asks_for_the_work_of_another(stranger, judged):
    client = Client()
    client.force_login(stranger)
    address = reverse("practice:second_look", args=[judged("h").pk])
    assert client.post(address, {"reason": REASON}).status_code == 404


# --- the learner ---------------------------------------------------------------------------
def test_a_verdict_of_a_model_can_be_looked_at_again(reader, judged):
    handed = judged("h")
    assert "请老师再看一次" in reader.get(handed.get_absolute_url()).text
    answer = reader.post(reverse("practice:second_look", args=[handed.pk]), {"reason": REASON})
    assert answer.status_code == 303
    page = reader.get(handed.get_absolute_url()).text
    assert REASON in page and "收回来" in page and "请老师再看一次" not in page


def test_the_request_stands_at_the_bench_too(reader, judged):
    handed = judged("h")
    bench = reader.get(handed.get_absolute_url(), headers={"HX-Request": "true"}).text
    assert reverse("practice:second_look", args=[handed.pk]) in bench


@pytest.mark.parametrize("reason", ["", "  ", "长" * 501])
def test_a_reason_that_is_none_is_sent_back_with_its_words(reader, judged, reason):
    handed = judged("h")
    answer = reader.post(reverse("practice:second_look", args=[handed.pk]), {"reason": reason})
    assert answer.status_code == 422 and reason in answer.text and not SecondLook.objects.exists()


def test_what_an_instructor_judged_already_is_not_asked_about(reader, desk, judged):
    handed = judged("h")
    desk.post(at(handed), LEVELS)
    address = reverse("practice:second_look", args=[handed.pk])
    assert "已经评过" in reader.post(address, {"reason": REASON}, follow=True).text
    in_json = reader.post(address, {"reason": REASON}, headers={"accept": "application/json"})
    assert (in_json.status_code, SecondLook.objects.count()) == (409, 0)


def test_a_request_is_taken_back_from_the_page(reader, asked):
    handed = asked()
    assert reader.post(reverse("practice:withdraw", args=[handed.pk])).status_code == 303
    assert not SecondLook.objects.exists()


def test_a_request_somebody_reads_stays(reader, desk, asked):
    handed = asked()
    desk.post(reverse("practice:take", args=[handed.pk]))
    answer = reader.post(reverse("practice:withdraw", args=[handed.pk]), follow=True)
    assert "收不回来" in answer.text and "老师正在看" in answer.text


def test_the_learner_sees_both_verdicts_and_the_instructors_counts(reader, desk, asked):
    handed = asked()
    desk.post(at(handed), LEVELS)
    page = reader.get(handed.get_absolute_url()).text
    assert "老师评的" in page and "87.5" in page and "第一条改判。" in page and "再写两条。" in page
    assert "之前的评语（1 份），不再算数" in page and "AI 生成" in page


def test_the_news_stands_on_today_until_it_is_opened(reader, desk, asked):
    handed = asked()
    assert "老师看过" not in reader.get("/today/").text
    desk.post(at(handed), LEVELS)
    assert "老师看过" in reader.get("/today/").text
    reader.get(handed.get_absolute_url())
    assert "老师看过" not in reader.get("/today/").text


def test_the_news_of_one_learner_are_not_anothers(asked, desk, stranger):
    desk.post(at(asked()), LEVELS)
    client = Client()
    client.force_login(stranger)
    assert "老师看过" not in client.get("/today/").text


def test_a_program_is_told_the_verdict_that_counts(browser, desk, asked):
    handed = asked()
    desk.post(at(handed), LEVELS)
    assert [browser.get(handed.get_absolute_url()).json()[name] for name in ("by", "total")] == ["instructor", 87.5]


# --- the desk ------------------------------------------------------------------------------
def test_whoever_waits_longest_stands_first(desk, asked):
    asked("a", text=f"甲{scene.CASE}")
    asked("b", text=f"乙{scene.CASE}")
    page = desk.get(DESK).text
    assert page.index("甲我") < page.index("乙我")


def test_an_empty_desk_says_what_it_is_for(desk):
    assert "没有人在等" in desk.get(DESK).text


@pytest.mark.parametrize(("filter", "count"), [("stage=1", 1), ("lesson=S1-012", 1), ("lesson=s1-013", 0)])
def test_it_is_filtered(desk, asked, filter, count):
    asked()
    assert desk.get(f"{DESK}?{filter}").context["desk"].page.paginator.count == count


@pytest.mark.parametrize("filter", ["show=nonsense", "stage=99", "page=x", "lesson=" + "s" * 50])
def test_a_filter_nobody_understands_breaks_nothing(desk, asked, filter):
    asked()
    assert desk.get(f"{DESK}?{filter}").status_code == 200


def test_projects_are_shown_without_being_asked_for(desk, project):
    assert "三篇笔记的链接" in desk.get(f"{DESK}?show=projects").text
    desk.post(at(project), LEVELS)
    assert "三篇笔记的链接" not in desk.get(f"{DESK}?show=projects").text
    assert "三篇笔记的链接" in desk.get(f"{DESK}?show=answered").text


def test_of_one_learners_project_the_last_state_is_shown(desk, project):
    services.hand_in(enrollment=project.enrollment, exercise=project.exercise, key="q", text="改过的链接")
    assert desk.get(f"{DESK}?show=projects").context["desk"].page.paginator.count == 1


def test_a_thousand_waiting_cost_as_many_questions_as_one(
    desk, asked, django_assert_max_num_queries, django_assert_num_queries
):
    first = asked()
    with django_assert_max_num_queries(7) as few:  # session, user, group, two to fill the filter, count, page
        desk.get(DESK)
    place = {"enrollment": first.enrollment, "exercise": first.exercise, "revision": first.revision}
    rows = HandIn.objects.bulk_create(
        HandIn(key=f"k{n}", text=scene.CASE, status="graded", **place) for n in range(999)
    )
    SecondLook.objects.bulk_create(SecondLook(hand_in=row, reason="看", asked_at=timezone.now()) for row in rows)
    with django_assert_num_queries(len(few)):
        assert desk.get(DESK).context["desk"].page.paginator.count == 1000


def test_a_page_of_work_costs_so_many_questions(desk, asked, django_assert_max_num_queries):
    handed = asked()
    with django_assert_max_num_queries(6):  # session, user, group, the work, its verdicts
        desk.get(at(handed))


def test_the_work_the_reason_and_the_verdict_stand_on_one_page(desk, asked):
    page = desk.get(at(asked())).text
    assert all(words in page for words in (scene.CASE, REASON, "AI 生成", "只改提示词", "amy@example.com"))


def test_a_whole_conversation_stands_there(desk, submit, talk, enrollment):
    from practice.models import Attempt, Call

    first = submit(exercise=talk, text="第一句")
    Call.objects.filter(attempt=first).update(status="succeeded", text="答一", finished_at=first.created_at)
    second = submit(exercise=talk, text="第二句", parent=Attempt.objects.get(pk=first.pk))
    handed = services.hand_in(enrollment=enrollment, exercise=talk, key="h", attempt=second).hand_in
    page = desk.get(at(handed)).text
    assert page.index("第一句") < page.index("答一") < page.index("第二句")


def test_a_form_that_is_not_whole_is_sent_back_with_what_was_written(desk, asked):
    handed = asked()
    answer = desk.post(at(handed), {"level-r1": "full", "words": "写了很久"})
    assert answer.status_code == 422 and "还没有给这一条打分" in answer.text and "写了很久" in answer.text
    assert not Evaluation.objects.by_instructors().exists()


def test_a_level_nobody_offered_is_refused(desk, asked):
    assert desk.post(at(asked()), LEVELS | {"level-r1": "120"}).status_code == 422


def test_the_second_instructor_is_told_and_may_save_over_it(desk, asked):
    handed = asked()
    desk.post(at(handed), LEVELS)
    late = another_instructor()
    told = late.post(at(handed), LEVELS | {"words": "我的看法"})
    assert told.status_code == 409 and "我的看法" in told.text and "第一条改判。" in told.text
    newest = Evaluation.objects.by_instructors().get()
    assert f'name="after" value="{newest.pk}"' in told.text
    assert late.post(at(handed), LEVELS | {"words": "我的看法", "after": newest.pk}).status_code == 303
    assert [verdict.words for verdict in Evaluation.objects.by_instructors()] == ["第一条改判。", "我的看法"]


def test_an_instructor_begins_from_their_last_verdict(desk, asked):
    handed = asked()
    desk.post(at(handed), LEVELS)
    page = desk.get(at(handed)).text
    assert "再写两条。</textarea>" in page.replace("\n", "") and page.count("checked") == 2


def test_taking_says_who_reads(desk, asked):
    handed = asked()
    other = another_instructor()
    other.post(reverse("practice:take", args=[handed.pk]))
    assert "Olaf 正在看" in desk.get(DESK).text
    assert "先一步" in desk.post(reverse("practice:take", args=[handed.pk]), follow=True).text
    other.post(reverse("practice:take", args=[handed.pk]), {"put_back": "1"})
    assert "正在看" not in desk.get(DESK).text


def test_a_task_without_a_rubric_is_answered_in_words(desk, enrollment, lesson):
    personal = Exercise.objects.select_related("lesson__published").get(lesson=lesson, key="p3")
    handed = services.hand_in(enrollment=enrollment, exercise=personal, key="h", text="我做完了").hand_in
    assert desk.post(at(handed), {"words": ""}).status_code == 422
    desk.post(at(handed), {"words": "谢谢你写下来。"})
    assert Evaluation.objects.by_instructors().get().total is None


def test_what_a_learner_wrote_is_shown_as_text(desk, asked):
    handed = asked(text=f"<script>alert(1)</script>{scene.CASE}")
    assert "<script>alert(1)" not in desk.get(at(handed)).text


def test_what_is_not_there_is_not_found(desk):
    assert desk.get(f"{DESK}999999/").status_code == 404


def test_the_side_bar_and_the_tabs_lead_here(desk, asked):
    asked()
    assert f'href="{DESK}"' in desk.get("/admin/").text
    assert f'href="{DESK}"' in desk.get(DESK).text
