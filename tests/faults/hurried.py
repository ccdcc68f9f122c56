"""A site with leases and sweeps five times as soon, several learners, and steps at which it can be made to die."""

import json
import subprocess
import sys
import urllib.parse
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from tests.faults.site import ROOT, TOKEN, Site, until

LOADED = ROOT / "bench" / "chaos" / "loaded"


class HurriedSite(Site):
    def __init__(self, data_dir: Path, provider_url: str, services: dict[str, str]):
        super().__init__(data_dir, provider_url, services)
        self.env |= {
            "PYTHONPATH": str(LOADED),
            "CHAOS_HURRY": "1",
            "CHAOS_PLANTS": "tests.faults.steps:arm,tests.faults.steps:short_grace",
        }

    def _prepare(self) -> tuple[int, str]:
        command = [sys.executable, "-m", "bench.chaos.prepare", "6"]
        said = subprocess.run(command, cwd=ROOT, env=self.env, check=True, capture_output=True, text=True).stdout
        scene = json.loads(said.splitlines()[-1])
        self.cookies = scene["cookies"]
        return scene["exercise"], self.cookies[0]

    @contextmanager
    def as_learner(self, number: int):
        """learner0 is who asks otherwise."""
        self.cookie = self.cookies[number]
        try:
            yield
        finally:
            self.cookie = self.cookies[0]

    def die_at(self, step: str) -> None:
        (self.data_dir / "fired").unlink(missing_ok=True)
        (self.data_dir / "armed").write_text(step)

    def has_died(self) -> bool:
        return (self.data_dir / "fired").exists()

    def is_ready(self) -> bool:
        return self.get("/readyz")[0] == 200

    def press(self, key: str, text: str) -> dict:
        """As a browser does: again with the same key until there is an answer."""
        fields = {"text": text, "idempotency_key": key}
        path = f"/practice/exercises/{self.exercise_id}/attempts/"
        found: dict = {}
        until(lambda: found.update(self.post(path, **fields)[1]) or found.get("id"))
        return found

    def page(self, path: str, **fields: str) -> str:
        data = urllib.parse.urlencode(fields).encode() or None
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data=data)
        request.add_header("Host", f"localhost:{self.port}")
        request.add_header("Cookie", f"{self.cookie}; csrftoken={TOKEN}")
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.read().decode()

    def sign_out(self) -> None:
        self.page("/accounts/logout/", csrfmiddlewaretoken=TOKEN)

    def manage(self, *arguments: str) -> None:
        command = [sys.executable, "manage.py", *arguments]
        subprocess.run(command, cwd=ROOT, env=self.env, check=True, capture_output=True)
