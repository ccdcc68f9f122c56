"""Make the secrets of a compose installation once, as files that NAME_FILE variables read.

    python -m aigc_academy.secret_files FOLDER

Run again, it changes nothing. The database password is readable by the database's own user, so the
folder is a volume that only our containers mount.
"""

import secrets
import sys
from pathlib import Path

from credentials.keys import new as new_badge_key


def write(folder: Path) -> None:
    password = _keep(folder / "database_password", secrets.token_urlsafe(32))
    _keep(folder / "database_url", f"postgres://academy:{password}@db:5432/academy")
    _keep(folder / "secret_key", secrets.token_urlsafe(64))
    _keep(folder / "badge_key", new_badge_key())


def _keep(path: Path, text: str) -> str:
    """The text that stands there; ours, when nothing does."""
    if not path.exists():
        path.write_text(text)
    return path.read_text()


if __name__ == "__main__":
    write(Path(sys.argv[1]))
