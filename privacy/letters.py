"""With no mail server, letters are files in the data folder; those of an erased person go, too."""

import email
from email import policy
from pathlib import Path

from django.conf import settings

BETWEEN_LETTERS = b"-" * 79


def burn(*, to: set[str]) -> None:
    """Take the letters to these addresses out of the folder; one file may hold letters to several people."""
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    if not folder or not Path(folder).is_dir():
        return
    for file in Path(folder).iterdir():
        if file.is_file():
            _take_out(file, to)


def _take_out(file: Path, to: set[str]) -> None:
    letters = file.read_bytes().split(BETWEEN_LETTERS)
    kept = [letter for letter in letters if not to & _addressees(letter)]
    if not any(letter.strip() for letter in kept):
        file.unlink(missing_ok=True)
    elif len(kept) < len(letters):
        file.write_bytes(BETWEEN_LETTERS.join(kept))


def _addressees(content: bytes) -> set[str]:
    header = email.message_from_bytes(content.strip(), policy=policy.default)["To"]
    return {address.addr_spec.lower() for address in header.addresses} if header else set()
