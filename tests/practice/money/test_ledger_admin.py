from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from practice import calls
from practice.llm import Usage
from practice.models import Allowance, Charge

LIST = reverse("admin:practice_charge_changelist")
FORM = reverse("admin:practice_allowance_change", args=[Allowance.ONLY])


@pytest.fixture
def spent(configured, submit, settings):
    """Two calls that have ended, at a price, and one that waits."""
    settings.PRICE_INPUT, settings.PRICE_OUTPUT, settings.PRICE_CURRENCY = Decimal(2), Decimal(8), "元"
    for _ in range(2):
        call = calls.claim(submit().call.pk, at=timezone.now())
        calls.finish(call.pk, fence=1, ending=calls.Ending(usage=Usage(120, 30)), at=timezone.now())
    return submit().call.charge


def test_the_ledger_sums_what_was_used_by_day_and_by_lesson(desk, spent):
    by_day, by_lesson = desk.get(LIST).context["sums"]
    sums = {"calls": 3, "tokens": 300 + spent.reserved, "money": Decimal("0.00096"), "currency": "元"}
    [day], [lesson] = by_day["rows"], by_lesson["rows"]
    assert sums.items() <= day.items() and day["made_on"] == spent.made_on
    assert sums.items() <= lesson.items() and lesson["name"] == "s1-012 职业顾问"


def test_the_sums_are_those_of_the_list_as_it_is_filtered(desk, spent):
    Charge.objects.filter(pk=spent.pk).update(made_on=date(2026, 1, 1))
    by_day, _by_lesson = desk.get(LIST, {"made_on__year": "2026", "made_on__month": "1"}).context["sums"]
    assert [row["calls"] for row in by_day["rows"]] == [1]


def test_the_ledger_is_read_and_never_changed(desk, spent):
    address = reverse("admin:practice_charge_change", args=[spent.pk])
    assert (desk.get(address).status_code, desk.post(address, {}).status_code) == (200, 403)


def test_the_ledger_costs_the_same_for_many_rows(
    desk, spent, submit, django_assert_max_num_queries, django_assert_num_queries
):
    with django_assert_max_num_queries(18) as few:
        desk.get(LIST)
    submit()
    submit()
    with django_assert_num_queries(len(few)):
        desk.get(LIST)


def test_a_ledger_without_a_row_says_so(desk):
    assert "还没有用量" in desk.get(LIST).content.decode()


def test_the_limits_are_one_form(desk):
    answer = desk.get(reverse("admin:practice_allowance_changelist"))
    assert (answer.status_code, answer["Location"]) == (302, FORM)
    assert "0 token" in desk.get(FORM).content.decode()


def test_an_instructor_sets_the_limits(desk):
    desk.get(reverse("admin:practice_allowance_changelist"))
    assert desk.post(FORM, {"learner_day": 5000, "lesson_day": 0, "site_month": 10**10}).status_code == 302
    allowance = Allowance.objects.get()
    assert (allowance.learner_day, allowance.lesson_day, allowance.site_month) == (5000, 0, 10**10)


def test_a_limit_below_nought_is_none(desk):
    desk.get(reverse("admin:practice_allowance_changelist"))
    assert desk.post(FORM, {"learner_day": -1, "lesson_day": 0, "site_month": 0}).status_code == 200
    assert Allowance.objects.get().learner_day == Allowance.LEARNER_DAY


def test_the_form_says_what_the_month_took(desk, spent):
    desk.get(reverse("admin:practice_allowance_changelist"))
    assert f"{300 + spent.reserved:,} token" in desk.get(FORM).content.decode()


@pytest.mark.parametrize("model", ["charge", "allowance"])
def test_a_learner_sees_nothing_of_it(client, amy, model):
    client.force_login(amy)
    assert client.get(reverse(f"admin:practice_{model}_changelist")).status_code == 302
