"""What stands in when the environment names no address, secret or broker.

Settings read this before Django is ready, so only the standard library is used here.
"""

import os
import secrets
from pathlib import Path

NO_BROKER = "redis://127.0.0.1:1/0"  # nothing listens there: a clear "down" instead of a wrong neighbour


def site_url() -> str:
    # A name, because passkeys refuse an IP address.
    return f"http://localhost:{os.environ.get('PORT', '8000')}"


def make(data_dir: Path) -> Path:
    """The data folder, for its owner only: prompts, letters with sign-in codes and the database lie in it."""
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    return data_dir


def secret_key(data_dir: Path) -> str:
    """The key kept in the data folder, made on first use. Several processes may start at once."""
    path = make(data_dir) / "secret_key"
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return path.read_text()


def broker_url(data_dir: Path) -> str:
    """Where the broker of a running `manage.py up` listens."""
    try:
        return (data_dir / "run" / "broker.url").read_text()
    except OSError:
        return NO_BROKER
