import pytest
from django.urls import reverse

from accounts.models import User
from tests.teaching.conftest import enrollment_of

PAGES = ["roster", "export", "funnel", "letters", "write"]


@pytest.mark.parametrize("page", PAGES)
def test_a_visitor_is_asked_to_sign_in(client, course, page):
    answer = client.get(reverse(f"teaching:{page}"))
    assert answer.status_code == 302 and answer["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("page", PAGES)
def test_a_learner_is_turned_away(client, amy, page):
    client.force_login(amy)
    assert client.get(reverse(f"teaching:{page}")).status_code == 403


def test_a_learner_does_not_see_their_own_page_for_instructors(client, amy):
    client.force_login(amy)
    assert client.get(reverse("teaching:learner", args=[enrollment_of(amy).pk])).status_code == 403


def test_staff_outside_the_group_of_instructors_is_turned_away(client, course):
    client.force_login(User.objects.create_user("olaf@example.org", "a-long-password", is_staff=True))
    assert client.get("/teaching/").status_code == 403


def test_a_former_member_of_staff_is_turned_away(client, ines, course):
    User.objects.filter(pk=ines.pk).update(is_staff=False)
    client.force_login(ines)
    assert client.get("/teaching/").status_code == 403


def test_whoever_runs_the_site_gets_in(client, course):
    client.force_login(User.objects.create_superuser("root@example.org", "a-long-password"))
    assert client.get("/teaching/").status_code == 200


def test_a_program_that_is_not_signed_in_is_told_so(client, course):
    assert client.get("/teaching/", headers={"accept": "application/json"}).status_code == 401


def test_no_page_about_learners_is_kept_by_a_browser(teacher, course):
    assert "no-store" in teacher.get("/teaching/")["Cache-Control"]


@pytest.mark.parametrize(("who", "sees_it"), [("ines", True), ("amy", False)])
def test_the_header_leads_instructors_here(client, request, course, who, sees_it):
    client.force_login(request.getfixturevalue(who))
    assert ('href="/teaching/"' in client.get("/courses/aigc/").text) is sees_it


def test_the_side_bar_of_the_admin_leads_here(teacher, course):
    assert 'href="/teaching/"' in teacher.get("/admin/").text
