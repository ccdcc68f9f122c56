from datetime import date, timedelta

import pytest

from progress.models import Enrollment, PlanChange

pytestmark = pytest.mark.usefixtures("sunday")

JSON = {"accept": "application/json"}
HTMX = {"HX-Request": "true"}
WEEK_OFF = "2026-12-01/2026-12-07"
TOO_MANY = [f"2027-{month}-{day}/2027-{month}-{day}" for month in ("01", "02", "03") for day in range(10, 29, 2)]


@pytest.fixture
def amys(client, amy):
    client.force_login(amy)
    return client


@pytest.fixture
def bens_client(client, ben):
    client.force_login(ben)
    return client


def plan(client) -> dict:
    return client.get("/plan/", headers=JSON).json()


def days(answer: dict) -> dict[str, str]:
    return {lesson["id"]: lesson["on"] for lesson in answer["lessons"]}


def post(client, verb: str, **sent) -> dict:
    return client.post(f"/plan/{verb}/", sent, headers=JSON).json()


def test_the_plan_as_json_has_the_names_of_the_contract(amys):
    answer = plan(amys)
    assert list(answer) == ["starts_on", "finish_on", "forecast_on", "behind", "ahead", "lessons"]
    assert answer["lessons"][0] == {"id": "s1-001", "on": "2026-11-02", "done_on": "2026-11-02"}


def test_a_preview_changes_nothing(amys):
    before = plan(amys)
    post(amys, "preview", weekdays="12345", breaks=WEEK_OFF, mode="date")
    assert plan(amys) == before


def test_a_preview_is_what_applying_gives(amys):
    sent = {"weekdays": "12345", "breaks": [WEEK_OFF, "2027-02-05/2027-02-11"], "mode": "load"}
    assert post(amys, "preview", **sent) == post(amys, "apply", **sent) == plan(amys)


def test_a_week_off_pushes_the_finish_by_a_week(amys):
    before = date.fromisoformat(plan(amys)["finish_on"])
    assert post(amys, "apply", breaks=WEEK_OFF)["finish_on"] == str(before + timedelta(days=7))


def test_keeping_the_date_keeps_the_finish(amys):
    before = plan(amys)["finish_on"]
    assert post(amys, "apply", breaks=WEEK_OFF, mode="date")["finish_on"] == before


def test_finished_lessons_never_move(amys):
    before = days(plan(amys))
    after = days(post(amys, "apply", breaks="2026-11-03/2026-12-10", mode="date"))
    assert [after[f"s1-{n:03}"] for n in range(1, 21)] == [before[f"s1-{n:03}"] for n in range(1, 21)]


def test_undo_restores_the_plan(amys):
    before = plan(amys)
    post(amys, "apply", weekdays="67")
    assert post(amys, "undo") == before == plan(amys)


def test_weekdays_may_be_sent_as_checkboxes(amys):
    assert post(amys, "preview", weekdays=["", "1", "2"]) == post(amys, "preview", weekdays="12")


def test_breaks_sent_empty_are_cleared(amys):
    before = plan(amys)
    post(amys, "apply", breaks=WEEK_OFF)
    assert post(amys, "apply", breaks="") == before


def test_breaks_not_sent_are_kept(amys):
    pushed = post(amys, "apply", breaks=WEEK_OFF)
    assert post(amys, "apply", mode="load") == pushed


def test_breaks_that_overlap_become_one(amys):
    post(amys, "apply", breaks=["2026-12-01/2026-12-04", "2026-12-03/2026-12-07"])
    assert PlanChange.objects.get().after["breaks"] == [WEEK_OFF]


def test_the_two_date_fields_add_a_break(amys):
    by_fields = post(amys, "preview", break_from="2026-12-01", break_to="2026-12-07")
    assert by_fields == post(amys, "preview", breaks=WEEK_OFF)


def test_pausing_and_coming_back_at_once_leaves_the_plan_as_it_was(amys):
    before = plan(amys)
    post(amys, "apply", pause="1")
    assert post(amys, "apply", resume="1") == before


def test_a_pause_pushes_what_follows_and_waits(amys, time_machine):
    post(amys, "apply", pause="1")
    time_machine.move_to("2026-12-20T04:00:00Z")
    answer = plan(amys)
    assert days(answer)["s1-022"] == "2026-12-22"
    assert answer["behind"] == 0


def test_minutes_and_a_start_date_are_wishes_like_the_others(amys):
    previewed = post(amys, "preview", minutes="90", starts_on="2027-03-01", holidays="1")
    assert previewed == post(amys, "apply", minutes="90", starts_on="2027-03-01", holidays="1")
    assert previewed["starts_on"] == "2027-03-01"


def test_a_preview_names_the_lessons_that_move_and_the_minutes_of_a_day(amys):
    shown = amys.post("/plan/preview/", {"breaks": WEEK_OFF}, headers=HTMX).content.decode()
    assert "换日子的课" in shown
    assert "平均每个学习日" in shown


def test_a_year_without_announced_holidays_is_named(amys):
    post(amys, "apply", holidays="1")
    assert "2027 年的放假安排还没有公布" in amys.get("/plan/").content.decode()


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"mode": "later"}, "mode"),
        ({"minutes": "5"}, "minutes"),
        ({"minutes": "an hour"}, "minutes"),
        ({"minutes": "6000"}, "minutes"),
        ({"holidays": "some"}, "holidays"),
        ({"starts_on": "2040-01-01"}, "starts_on"),
        ({"starts_on": "soon"}, "starts_on"),
        ({"weekdays": ""}, "weekdays"),
        ({"weekdays": "1289"}, "weekdays"),
        ({"weekdays": "mon"}, "weekdays"),
        ({"breaks": "2026-12-01"}, "breaks"),
        ({"breaks": "2026-12-10/2026-12-01"}, "breaks"),
        ({"breaks": "2026-13-01/2026-13-02"}, "breaks"),
        ({"breaks": "2026-12-01/"}, "breaks"),
        ({"breaks": "2026-12-01/2029-12-01"}, "breaks"),
        ({"breaks": "0001-01-01/0001-01-02"}, "breaks"),
        ({"breaks": "9998-01-01/9998-01-02"}, "breaks"),
        ({"breaks": TOO_MANY}, "breaks"),
        ({"break_from": "2026-12-01"}, "break_to"),
        ({"break_to": "2026-12-01"}, "break_from"),
        ({"break_from": "soon", "break_to": "2026-12-01"}, "break_from"),
        ({"break_from": "2026-12-02", "break_to": "2026-12-01"}, "break_to"),
        ({"pause": "1", "resume": "1"}, "pause"),
        ({"mode": "date", "breaks": "2026-11-22/2027-06-30"}, "mode"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("verb", ["preview", "apply"])
def test_bad_input_is_refused_beside_its_field_and_changes_nothing(amys, verb, sent, field):
    response = amys.post(f"/plan/{verb}/", sent, headers=JSON)
    assert (response.status_code, list(response.json()["fields"])) == (422, [field])
    assert not PlanChange.objects.exists()


def test_a_refusal_on_the_page_keeps_what_was_chosen(amys):
    response = amys.post("/plan/apply/", {"weekdays": "12", "breaks": "2026-12-01", "mode": "date"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "不是一段休息" in page
    assert page.count("checked") == 3  # two weekdays and the mode


def test_undoing_what_is_no_number_is_refused(amys):
    assert amys.post("/plan/undo/", {"change": "last"}, headers=JSON).status_code == 422


def test_nobody_undoes_a_change_of_somebody_else(bens_client, amy):
    theirs = PlanChange.objects.create(enrollment=amy.enrollments.get(), before={}, after={})
    post(bens_client, "undo", change=str(theirs.pk))
    theirs.refresh_from_db()
    assert theirs.undone_at is None


@pytest.mark.parametrize("verb", ["preview", "apply", "undo"])
def test_who_has_not_joined_has_no_plan_to_change(client, stranger, course, verb):
    client.force_login(stranger)
    assert client.post(f"/plan/{verb}/", headers=JSON).status_code == 403


def test_who_has_not_joined_is_sent_to_the_invitation(client, stranger, course):
    client.force_login(stranger)
    assert client.get("/plan/")["Location"] == "/today/"


def test_without_script_a_preview_is_the_page_with_the_wish_in_its_address(amys):
    response = amys.post("/plan/preview/", {"weekdays": "12345", "breaks": ["", WEEK_OFF]})
    assert response.status_code == 303
    assert "预览：" in amys.get(response["Location"]).content.decode()


def test_with_htmx_a_preview_is_a_fragment(amys):
    page = amys.post("/plan/preview/", {"weekdays": "12345"}, headers=HTMX).content.decode()
    assert "就这么改" in page
    assert "<html" not in page


def test_with_htmx_an_applied_change_and_its_undo_answer_with_the_plan_as_it_is_now(amys):
    applied = amys.post("/plan/apply/", {"weekdays": "67"}, headers=HTMX).content.decode()
    undone = amys.post("/plan/undo/", headers=HTMX).content.decode()
    assert "每周学 星期六、星期日" in applied and "每周学 星期六、星期日" not in undone
    assert all("现在的计划" in page and "<html" not in page for page in (applied, undone))


def test_a_preview_carries_the_wish_to_apply(amys):
    previewed = amys.post("/plan/preview/", {"weekdays": "12345", "breaks": WEEK_OFF}, headers=HTMX).context["page"]
    amys.post("/plan/apply/", dict_of(previewed.wish))
    assert plan(amys)["finish_on"] == str(previewed.shown.finish_on)


def dict_of(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return fields


def test_a_preview_without_a_change_says_so(amys):
    page = amys.post("/plan/preview/", {"mode": "load"}, headers=HTMX).content.decode()
    assert "这样和现在一样" in page


def test_an_applied_change_stands_in_the_list_with_its_undo(amys):
    amys.post("/plan/apply/", {"weekdays": "67"})
    page = amys.get("/plan/").content.decode()
    assert "每周学 星期六、星期日" in page
    assert "撤回" in page


def test_who_is_behind_may_count_the_idle_days_as_a_break(bens_client):
    offered = bens_client.get("/plan/").context["page"].idle_break
    after = post(bens_client, "apply", breaks=str(offered))
    assert (str(offered), after["behind"]) == ("2026-11-12/2026-11-21", 0)


def test_who_is_on_schedule_is_offered_no_such_thing(amys):
    assert amys.get("/plan/").context["page"].idle_break is None


# Session, user, what was joined, lessons with completions, what comes back in review, the calendar's address, changes.
PLAN_QUERIES = 7


def test_the_plan_costs_the_same_for_every_history(amys, amy, django_assert_num_queries):
    amys.get("/plan/")  # the first page of an edition reads the course for all that follow
    with django_assert_num_queries(PLAN_QUERIES):
        amys.get("/plan/")
    for weekdays in ("12345", "67", "1234567"):
        amys.post("/plan/apply/", {"weekdays": weekdays})
    amys.get("/plan/")  # shows the messages once
    with django_assert_num_queries(PLAN_QUERIES):
        amys.get("/plan/")
    assert len(Enrollment.objects.get(user=amy).replans) == 3
