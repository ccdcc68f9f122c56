"""Whoever adds a table with a person in it learns here what is still to be decided."""

import re

import pytest
from django.apps import apps
from django.db import models

from privacy import belongings

SECRET = re.compile(r"password|secret|token$|session_key|private")


def label(link: models.ForeignKey) -> str:
    return f"{link.model._meta.label}.{link.name}"


@pytest.mark.parametrize("model", belongings.models_of_a_person(), ids=lambda model: model._meta.label)
def test_every_table_of_a_person_has_rows_in_the_scene(busy, model):
    """So that the tests of export and erasure speak about all of them: put a row of a new table into `busy`."""
    assert belongings.rows(model, user=busy).exists()


def test_every_mention_of_a_person_is_decided():
    """A foreign key that outlives the person: say in MENTIONS what stays, or let it CASCADE."""
    assert {label(link) for link in belongings.mentions()} == set(belongings.MENTIONS)


def test_every_mention_is_emptied_when_the_person_goes():
    assert all(link.remote_field.on_delete is models.SET_NULL for link in belongings.mentions())


def test_what_is_left_out_of_the_archive_still_exists():
    labels = {model._meta.label for model in belongings.models_of_a_person()}
    assert set(belongings.NOT_IN_ARCHIVE) | set(belongings.WITHHELD) <= labels


def test_no_field_that_opens_an_account_leaves_the_database():
    for model in belongings.models_of_a_person():
        held = belongings.WITHHELD.get(model._meta.label, set())
        open_fields = {field.name for field in model._meta.concrete_fields} - held
        assert not {name for name in open_fields if SECRET.search(name)} - {"must_change_password"}, model


def test_only_pictures_are_kept_in_files():
    """A FileField needs its file deleted with its row and put into the archive: teach both, then name it here."""
    files = {
        f"{model._meta.label}.{field.name}"
        for model in belongings.models_of_a_person()
        for field in model._meta.fields
        if isinstance(field, models.FileField)
    }
    assert files == {"practice.Artwork.original", "practice.Artwork.thumbnail"}


def test_no_table_keeps_an_address_outside_the_rows_of_a_person():
    own = belongings.models_of_a_person()
    fields = [f for model in apps.get_models() if model not in own for f in model._meta.fields]
    assert [f for f in fields if isinstance(f, models.EmailField)] == []


def test_a_row_reached_on_two_ways_counts_once(busy):
    from practice.models import Charge

    assert belongings.rows(Charge, user=busy).count() == 1
