import os
import socket
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from threading import Thread

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from aigc_academy.supervisor import Child, Supervisor


class Command(BaseCommand):
    help = "Set the site up and run broker, web, worker and beat until stopped."
    requires_system_checks = "__all__"

    def handle(self, **options) -> None:
        host = os.environ.get("HOST", "127.0.0.1")
        port = self.free_port_or_fail(host, os.environ.get("PORT", "8000"))
        for name in ("run", "log", "mail"):
            (settings.DATA_DIR / name).mkdir(parents=True, exist_ok=True)
        call_command("setup")
        Supervisor(self.children(host, port), say=self.stderr.write).run()

    def free_port_or_fail(self, host: str, asked: str) -> int:
        if not (asked.isascii() and asked.isdigit() and 0 < int(asked) < 2**16):
            raise CommandError(f"PORT={asked} is not a port. Try a number like 8080: PORT=8080 make run")
        port = int(asked)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as taken:
                raise CommandError(
                    f"{host}:{port} cannot be used ({taken.strerror}). Try another: PORT=8080 make run"
                ) from taken
        return port

    def children(self, host: str, port: int) -> list[Child]:
        run_dir, log_dir = settings.DATA_DIR / "run", settings.DATA_DIR / "log"
        broker_port = self.pick_port()
        env = os.environ | {
            "AIGC_DATA_DIR": str(settings.DATA_DIR),
            "DJANGO_SETTINGS_MODULE": "aigc_academy.settings",
            "PORT": str(port),
            "PYTHONUNBUFFERED": "1",
        }
        children = []
        if not os.environ.get("REDIS_URL"):
            url = f"redis://127.0.0.1:{broker_port}/0"
            (run_dir / "broker.url").write_text(url)
            env["REDIS_URL"] = url
            children.append(
                Child("broker", [sys.executable, "-m", "aigc_academy.broker", str(broker_port)], run_dir, log_dir, env)
            )
        bin_dir = Path(sys.executable).parent
        celery = [sys.executable, "-m", "celery", "-A", "aigc_academy"]
        uvicorn = [sys.executable, "-m", "uvicorn", "aigc_academy.server:application"]
        children += [
            Child(
                "web",
                [*uvicorn, "--host", host, "--port", str(port), "--timeout-graceful-shutdown", "5", "--no-access-log"],
                run_dir,
                log_dir,
                env | {"PATH": f"{bin_dir}{os.pathsep}{env.get('PATH', '')}"},
            ),
            Child(
                "worker",
                [*celery, "worker", "--pool=threads", "--concurrency=8", "--loglevel=INFO"],
                run_dir,
                log_dir,
                env,
            ),
            Child(
                "beat",
                [*celery, "beat", "--loglevel=WARNING", "--schedule", str(run_dir / "beat-schedule"), "--pidfile="],
                run_dir,
                log_dir,
                env,
            ),
        ]
        Thread(target=self.announce, args=(port,), daemon=True).start()
        return children

    @staticmethod
    def pick_port() -> int:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return probe.getsockname()[1]

    def announce(self, port: int) -> None:
        for _ in range(600):
            time.sleep(0.2)
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2) as answer:
                    if answer.status == 200:
                        self.stdout.write(f"Ready: http://localhost:{port}/   (Ctrl-C stops everything)")
                        self.stdout.flush()
                        return
            except (urllib.error.URLError, OSError):
                continue
