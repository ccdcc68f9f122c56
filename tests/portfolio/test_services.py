from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from portfolio import services
from portfolio.models import Project, Proof, Spending
from practice import services as practice
from practice.models import HandIn
from practice.proof import proofs
from practice.proof.links import Link
from progress.models import TaskPass
from tests.portfolio.conftest import NOTE

DAY = date(2026, 11, 22)
TEXT = "写了代价单，发了笔记，记了账。"


def spend(project, key="k", **columns):
    wish = {"on": DAY, "what": "", "hours": Decimal(1), "yuan": Decimal(0)} | columns
    return services.spend(project=project, key=key, **wish)


def test_a_project_is_begun_once(project, enrollment, exercise):
    assert services.begin(enrollment=enrollment, exercise=exercise) == project


def test_the_first_day_a_milestone_was_done_is_kept(project, sunday):
    services.finish_step(project=project, milestone="m1")
    project.steps.update(done_on=date(2026, 11, 1))
    services.finish_step(project=project, milestone="m1")
    assert project.steps.get().done_on == date(2026, 11, 1)


def test_a_milestone_can_be_opened_again_and_keeps_its_note(project):
    services.write_note(project=project, milestone="m1", note="第一稿")
    services.finish_step(project=project, milestone="m1")
    services.reopen_step(project=project, milestone="m1")
    step = project.steps.get()
    assert (step.done_on, step.note) == (None, "第一稿")


def test_the_same_key_notes_it_once(project):
    spend(project)
    spend(project)
    services.add_links(project=project, milestone="m1", links=[Link(NOTE)], key="k")
    services.add_links(project=project, milestone="m1", links=[Link(NOTE)], key="k")
    assert (Spending.objects.count(), Proof.objects.count()) == (1, 1)


def test_what_is_removed_can_be_put_back(project):
    entry = spend(project)
    services.remove(entry=entry)
    services.put_back(entry=entry)
    assert project.spendings.get().removed_at is None


@pytest.mark.parametrize("columns", [{"hours": 0}, {"hours": -1, "yuan": 5}])
def test_the_database_takes_no_spending_of_nothing(project, columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        spend(project, **columns)


@pytest.mark.parametrize("url", ["", "http://example.org/"])
def test_the_database_takes_no_proof_that_shows_nothing(project, url):
    with pytest.raises(IntegrityError), transaction.atomic():
        Proof.objects.create(project=project, milestone="m1", key="k", url=url)


def test_a_hand_in_carries_links_and_the_declaration(ready):
    services.add_links(project=ready, milestone="m2", links=[Link(NOTE, "笔记")], key="k")
    handed = services.hand_in(project=ready, text=TEXT, key="h").hand_in
    assert proofs.of(handed) == proofs.Proofs(links=(Link(NOTE, "笔记"),), disclosed=ready.disclosure)


def test_a_removed_link_is_not_handed_in(ready):
    services.add_links(project=ready, milestone="m2", links=[Link(NOTE)], key="k")
    services.remove(entry=ready.proofs.get())
    assert proofs.of(services.hand_in(project=ready, text=TEXT, key="h").hand_in).links == ()


def test_without_the_declaration_a_hand_in_is_refused(project):
    handed = services.hand_in(project=project, text=TEXT, key="h").hand_in
    assert handed.status == HandIn.Status.REFUSED


def test_a_revision_is_a_new_hand_in_and_the_first_stays(ready):
    first = services.hand_in(project=ready, text=TEXT, key="h1").hand_in
    services.hand_in(project=ready, text=TEXT + "又改了。", key="h2")
    assert HandIn.objects.get(pk=first.pk).text == TEXT and HandIn.objects.count() == 2


def test_what_was_handed_in_is_where_the_next_one_starts(ready):
    services.hand_in(project=ready, text=TEXT, key="h")
    assert Project.objects.get().summary == TEXT


def test_a_project_that_is_passed_counts_for_mastery_and_the_ladder(ready, enrollment, exercise):
    services.hand_in(project=ready, text=TEXT, key="h")
    levels = {"r1": "full", "r2": "full"}
    practice.hand_in(enrollment=enrollment, exercise=exercise, key="g", levels=levels)
    assert TaskPass.objects.filter(enrollment=enrollment, exercise=exercise).exists()


def test_a_page_taken_back_has_no_words_left(ready):
    page = services.publish(project=ready, choices={}, snapshot={"name": "艾米"}, is_listed=True)
    services.withdraw(project=ready)
    page.refresh_from_db()
    assert (page.snapshot, page.is_listed) == ({}, False) and page.withdrawn_at


def test_a_page_published_again_keeps_its_address(ready):
    first = services.publish(project=ready, choices={}, snapshot={}, is_listed=False)
    services.withdraw(project=ready)
    again = services.publish(project=ready, choices={}, snapshot={}, is_listed=False)
    assert again.code == first.code and again.withdrawn_at is None


def test_the_longest_key_of_a_form_leaves_room_for_each_link(project):
    services.add_links(project=project, milestone="m1", links=[Link(NOTE), Link(f"{NOTE}/2")], key="k" * 80)
    assert all(len(proof.key) <= 80 for proof in project.proofs.all()) and project.proofs.count() == 2
