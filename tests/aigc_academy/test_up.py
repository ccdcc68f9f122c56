import socket

import pytest
from django.core.management import CommandError, call_command


@pytest.mark.parametrize("port", ["abc", "0", "-1", "65536", "80.5", ""])
def test_a_port_that_is_none_is_said_before_anything_is_made(monkeypatch, settings, tmp_path, port):
    settings.DATA_DIR = tmp_path / "var"
    monkeypatch.setenv("PORT", port)
    with pytest.raises(CommandError, match="is not a port"):
        call_command("up", skip_checks=True)
    assert not settings.DATA_DIR.exists()


def test_a_port_that_is_taken_is_said_with_the_way_out(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as other:
        monkeypatch.setenv("PORT", str(other.getsockname()[1]))
        with pytest.raises(CommandError, match="PORT=8080 make run"):
            call_command("up", skip_checks=True)


def test_all_that_a_run_makes_has_its_folder(monkeypatch, settings, tmp_path):
    settings.DATA_DIR = tmp_path / "var"
    monkeypatch.setattr("aigc_academy.management.commands.up.call_command", lambda name: None)
    monkeypatch.setattr("aigc_academy.management.commands.up.Supervisor.run", lambda self: None)
    monkeypatch.setattr("aigc_academy.management.commands.up.Command.announce", lambda self, port: None)
    with socket.create_server(("127.0.0.1", 0)) as free:
        monkeypatch.setenv("PORT", str(free.getsockname()[1]))
    call_command("up", skip_checks=True)
    assert {folder.name for folder in settings.DATA_DIR.iterdir()} == {"run", "log", "mail"}
