"""What an instructor sees of the letters, and what nobody sees."""

import pytest
from django.urls import reverse

from accounts.services import ensure_instructors_group
from reminders.models import Letter

from .conftest import letter_of


@pytest.fixture
def desk(client, ines):
    ines.groups.add(ensure_instructors_group())
    client.force_login(ines)
    return client


def test_a_letter_that_did_not_go_out_says_why(desk, amys):
    letter_of(amys.user, state=Letter.State.FAILED, reason="SMTPRecipientsRefused 550", tries=1)
    html = desk.get(reverse("admin:reminders_letter_changelist")).content.decode()
    assert "没发出去" in html and "SMTPRecipientsRefused 550" in html


def test_the_wishes_are_listed_without_their_secrets(desk, amys):
    listed = desk.get(reverse("admin:reminders_reminder_changelist")).content.decode()
    shown = desk.get(reverse("admin:reminders_reminder_change", args=[amys.pk])).content.decode()
    assert "Amy" in listed and amys.token not in listed + shown


@pytest.mark.parametrize("model", ["reminder", "letter"])
def test_the_lists_cost_the_same_for_many_as_for_one(desk, model, amys, bens, django_assert_max_num_queries):
    letter_of(amys.user)
    letter_of(bens.user)
    with django_assert_max_num_queries(16):
        desk.get(reverse(f"admin:reminders_{model}_changelist"))


@pytest.mark.parametrize("model", ["reminder", "letter"])
def test_nobody_writes_or_resends_a_letter_by_hand(desk, model, amys):
    assert desk.get(reverse(f"admin:reminders_{model}_add")).status_code == 403
