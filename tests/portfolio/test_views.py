import pytest
from django.test import Client

from portfolio import services
from portfolio.models import Project, Reading, Spending
from practice.proof.links import Link
from tests.portfolio.conftest import NOTE, TASK

COST = 7  # session, user, what was joined, projects, steps, tasks with their lessons, hand-ins


def words(client, address) -> str:
    return client.get(address).content.decode()


def test_a_visitor_is_asked_to_sign_in(client, home):
    assert client.get(home)["Location"].startswith("/accounts/login/")
    assert client.get("/portfolio/")["Location"].startswith("/accounts/login/")


def test_somebody_who_joined_nothing_is_shown_the_way(lesson):
    from tests.practice import scene

    client = Client()
    client.force_login(scene.make_learner("new@example.com"))
    assert "先加入课程" in words(client, "/portfolio/")


def test_a_project_not_begun_is_listed_as_such(reader, exercise):
    page = words(reader, "/portfolio/")
    assert "一篇真笔记" in page and "还没开始" in page


def test_the_list_names_the_next_milestone_and_its_suggested_day(reader, project, sunday):
    Project.objects.update(begun_on="2026-11-02")
    services.write_note(project=project, milestone="m1", note="写好了")
    services.finish_step(project=project, milestone="m1")
    page = words(reader, "/portfolio/")
    assert "笔记见人" in page and "11 月 8 日" in page


def test_a_day_long_past_is_not_called_late(reader, project, home):
    Project.objects.update(begun_on="2020-01-01")
    page = words(reader, home).split("<main")[1]
    assert not any(shame in page for shame in ("逾期", "迟了", "落后", "overdue"))


def test_the_list_costs_the_same_for_one_and_for_many(reader, project, lesson, django_assert_num_queries):
    words(reader, "/portfolio/")
    with django_assert_num_queries(COST):
        words(reader, "/portfolio/")
    document = lesson.document
    tasks = [document["practice"][0] | {"id": f"p{number}"} for number in range(1, 6)]
    type(lesson).objects.filter(pk=lesson.pk).update(document={"practice": tasks})
    for task in tasks[1:]:
        exercise = lesson.exercises.create(key=task["id"], position=9, mode="project")
        services.begin(enrollment=project.enrollment, exercise=exercise)
    with django_assert_num_queries(COST):
        words(reader, "/portfolio/")


def test_beginning_leads_to_the_project_and_is_harmless_twice(reader, home):
    reader.post(f"{home}begin/")
    answer = reader.post(f"{home}begin/")
    assert (answer.status_code, answer["Location"]) == (303, home)
    assert Project.objects.count() == 1


def test_the_stop_rule_stands_on_every_page_of_the_project(reader, project, home):
    assert TASK["stop_rule"] in words(reader, home)


def test_a_note_is_kept_with_the_button_that_says_done(reader, project, home):
    reader.post(f"{home}steps/m1/", {"note": "第一稿写好了", "do": "finish"})
    step = project.steps.get()
    assert step.note == "第一稿写好了" and step.done_on


def test_a_milestone_with_nothing_in_it_is_not_done_and_says_what_to_add(reader, project, home):
    answer = reader.post(f"{home}steps/m1/", {"note": " ", "do": "finish"})
    assert answer.status_code == 422 and "先写一句记录" in answer.content.decode()
    assert not project.steps.filter(done_on__isnull=False).exists()


def test_a_milestone_is_opened_again(reader, ready, home):
    reader.post(f"{home}steps/m1/", {"do": "reopen"})
    step = ready.steps.get(milestone="m1")
    assert step.done_on is None and step.note


def test_a_milestone_the_task_does_not_have_is_not_there(reader, project, home):
    assert reader.post(f"{home}steps/m9/", {"note": "x"}).status_code == 404


def test_links_are_added_to_a_milestone(reader, project, home):
    reader.post(f"{home}steps/m2/links/", {"links": f"{NOTE} 我的笔记"})
    assert f'href="{NOTE}"' in words(reader, home)


def test_a_bad_link_comes_back_as_it_was_typed(reader, project, home):
    answer = reader.post(f"{home}steps/m2/links/", {"links": "http://example.org/x"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "http://example.org/x</textarea>" in page and "https://" in page


def test_evidence_that_would_help_is_named(reader, project, home):
    services.add_links(project=project, milestone="m2", links=[Link(NOTE)], key="k")
    page = words(reader, home)
    assert "还没有截图" in page and "还没有链接" not in page


def test_three_readings_are_drawn_and_stand_in_a_table(reader, project, home):
    for day, value in (("2026-11-01", "10"), ("2026-11-05", "25.5"), ("2026-11-09", "40")):
        reader.post(f"{home}readings/", {"metric": "用时|分钟", "on": day, "value": value})
    page = words(reader, home)
    assert "3 次记录，最低 10，最高 40" in page and "2026-11-05" in page and page.count('<path class="c-done"') == 1


def test_two_readings_are_a_table_only(reader, project, home):
    for day in ("2026-11-01", "2026-11-05"):
        reader.post(f"{home}readings/", {"metric": "用时|分钟", "on": day, "value": "1"})
    assert "c-done" not in words(reader, home)


@pytest.mark.parametrize(
    "wrong", [{"metric": "别的|条"}, {"value": "很多"}, {"value": "NaN"}, {"on": "昨天"}, {"value": "9" * 20}]
)
def test_a_reading_that_is_no_number_of_the_task_is_refused(reader, project, home, wrong):
    typed = {"metric": "用时|分钟", "on": "2026-11-01", "value": "5"} | wrong
    assert reader.post(f"{home}readings/", typed).status_code == 422
    assert not Reading.objects.exists()


def test_hours_and_money_are_added_up_against_the_budget(reader, project, home):
    for hours in ("2.5", "1"):
        reader.post(f"{home}spendings/", {"on": "2026-11-22", "hours": hours, "what": "写稿"})
    page = words(reader, home)
    assert "3.5" in page and "预算用完了" not in page


@pytest.mark.parametrize("typed", [{"hours": "8"}, {"yuan": "1"}])
def test_a_budget_used_up_gets_a_kind_word(reader, project, home, typed):
    reader.post(f"{home}spendings/", {"on": "2026-11-22"} | typed)
    assert "预算用完了" in words(reader, home)


@pytest.mark.parametrize("typed", [{}, {"hours": "-1"}, {"hours": "0", "yuan": "0"}, {"hours": "many"}])
def test_a_spending_of_nothing_is_refused(reader, project, home, typed):
    assert reader.post(f"{home}spendings/", {"on": "2026-11-22"} | typed).status_code == 422
    assert not Spending.objects.exists()


def test_an_entry_is_mended(reader, project, home):
    reader.post(f"{home}spendings/", {"on": "2026-11-22", "hours": "1"})
    entry = Spending.objects.get()
    reader.post(f"/portfolio/entries/spendings/{entry.pk}/", {"on": "2026-11-23", "hours": "2", "yuan": "3"})
    entry.refresh_from_db()
    assert (str(entry.on), entry.hours, entry.yuan) == ("2026-11-23", 2, 3)


def test_an_entry_is_removed_and_put_back(reader, project, home):
    services.add_links(project=project, milestone="m2", links=[Link(NOTE)], key="k")
    address = f"/portfolio/entries/proofs/{project.proofs.get().pk}/"
    reader.post(f"{address}remove/")
    assert f'href="{NOTE}"' not in words(reader, home) and "删掉的（1）" in words(reader, home)
    reader.post(f"{address}put-back/")
    assert f'href="{NOTE}"' in words(reader, home)


@pytest.mark.parametrize("typed", [{"words": "写明了"}, {"is_done": "on"}, {"is_done": "on", "words": "  "}])
def test_the_declaration_needs_the_tick_and_the_words(reader, project, home, typed):
    assert reader.post(f"{home}disclosure/", typed).status_code == 422
    project.refresh_from_db()
    assert project.disclosure == ""


def test_the_declaration_can_be_taken_back(reader, ready, home):
    reader.post(f"{home}disclosure/", {"do": "undo"})
    ready.refresh_from_db()
    assert ready.disclosure == ""


@pytest.mark.parametrize(
    "path",
    [
        "steps/m1/",
        "steps/m1/links/",
        "steps/m1/picture/",
        "readings/",
        "spendings/",
        "disclosure/",
        "hand-in/",
        "public/",
    ],
)
def test_nobody_reaches_into_the_project_of_another(other, project, home, path):
    assert other.post(f"{home}{path}", {"note": "x"}).status_code == 404


@pytest.mark.parametrize("path", ["", "remove/", "put-back/"])
def test_nobody_changes_the_entry_of_another(other, project, path):
    services.add_links(project=project, milestone="m2", links=[Link(NOTE)], key="k")
    assert other.post(f"/portfolio/entries/proofs/{project.proofs.get().pk}/{path}").status_code == 404


def test_a_project_whose_task_is_gone_can_still_be_read(reader, ready, lesson, home):
    lesson.document = {"practice": []}
    lesson.save()
    assert "已经不在课里" in words(reader, home)


def test_a_task_nobody_began_in_a_closed_lesson_is_not_there(reader, lesson, home):
    type(lesson).objects.filter(pk=lesson.pk).update(status="draft")
    assert reader.get(home).status_code == 404


def test_the_lesson_says_how_far_the_project_has_come(reader, project, lesson, home):
    page = words(reader, lesson.get_absolute_url())
    assert "做到第 1 个节点，共 2 个" in page and f'href="{home}"' in page
