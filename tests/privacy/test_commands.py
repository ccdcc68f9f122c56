import io
import zipfile

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User


def test_the_archive_is_written_where_it_was_asked_for(busy, tmp_path):
    target = tmp_path / "amy.zip"
    call_command("export_person", busy.email.upper(), str(target))
    assert "README.md" in zipfile.ZipFile(target).namelist()
    assert target.stat().st_mode & 0o077 == 0


def test_the_archive_is_named_after_the_person(busy, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    call_command("export_person", busy.email)
    assert (tmp_path / f"{busy.email}.zip").exists()


def test_no_file_is_overwritten(busy, tmp_path):
    target = tmp_path / "amy.zip"
    target.write_text("mine")
    with pytest.raises(CommandError, match="exists already"):
        call_command("export_person", busy.email, str(target))
    assert target.read_text() == "mine"


def test_a_folder_that_is_not_there_is_said(busy, tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_person", busy.email, str(tmp_path / "nowhere" / "amy.zip"))


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["export_person", "erase_person"])
def test_nobody_of_that_name_is_said(command):
    with pytest.raises(CommandError, match="Nobody has the address"):
        call_command(command, "nobody@example.com")


@pytest.fixture
def at_a_terminal(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)


@pytest.mark.parametrize("typed", ["", "yes", "ben@example.org"])
def test_nothing_is_erased_without_the_address_typed_again(busy, at_a_terminal, monkeypatch, typed):
    monkeypatch.setattr("builtins.input", lambda prompt: typed)
    with pytest.raises(CommandError, match="Nothing was erased"):
        call_command("erase_person", busy.email)
    assert User.objects.filter(pk=busy.pk).exists()


def test_the_address_typed_again_erases(busy, at_a_terminal, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda prompt: busy.email)
    call_command("erase_person", busy.email)
    assert not User.objects.filter(email=busy.email).exists()


def test_a_script_with_nobody_to_ask_erases_at_once(busy, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())
    call_command("erase_person", busy.email)
    assert not User.objects.filter(email=busy.email).exists()


def test_who_says_yes_beforehand_is_not_asked(busy, at_a_terminal):
    call_command("erase_person", busy.email, "--yes")
    assert not User.objects.filter(email=busy.email).exists()
