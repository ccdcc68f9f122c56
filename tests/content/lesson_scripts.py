"""The scripts of a stage-1 lesson: run as the learner runs them, or imported for a closer look."""

import importlib
import json
import os
import shutil
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.content.running import run_script, scripts_of


def copied(slug, folder):
    """The lesson's scripts in a folder of the learner's own."""
    return Path(shutil.copytree(scripts_of(slug), folder / slug, ignore=shutil.ignore_patterns("__pycache__")))


def run(script, *arguments, **env):
    return run_script(script, *arguments, cwd=script.parent, env=os.environ | env)


@contextmanager
def imported(folder, *names):
    """Modules of one folder, forgotten afterwards: lessons use the same names."""
    known, written = set(sys.modules), sys.dont_write_bytecode
    sys.path.insert(0, str(folder))
    sys.dont_write_bytecode = True
    importlib.invalidate_caches()
    try:
        yield tuple(importlib.import_module(name) for name in names)
    finally:
        sys.path.remove(str(folder))
        sys.dont_write_bytecode = written
        for name in set(sys.modules) - known:
            if str(folder) in str(getattr(sys.modules[name], "__file__", "")):
                del sys.modules[name]


@contextmanager
def serving(server):
    """A server in a thread; gives its address."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def far_side(reply):
    """Somebody else's server on a free port: `reply(path, body)` gives (status, answer); keeps what it was asked."""
    asked = []

    class Counter(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append((self.path, dict(self.headers), body))
            status, answer = reply(self.path, body)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        def log_message(self, *_):
            pass

    with serving(ThreadingHTTPServer(("127.0.0.1", 0), Counter)) as address:
        yield address, asked
