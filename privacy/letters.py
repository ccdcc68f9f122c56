"""With no mail server, letters are files in the data folder; those of an erased person go, too."""

import email
from email import policy
from pathlib import Path

from django.conf import settings

BETWEEN_LETTERS = b"-" * 79


def burn(*, to: str) -> None:
    """Delete the files that hold a letter to this address."""
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    if not folder or not Path(folder).is_dir():
        return
    for file in Path(folder).iterdir():
        if file.is_file() and to in _addressees(file.read_bytes()):
            file.unlink(missing_ok=True)


def _addressees(content: bytes) -> set[str]:
    letters = [email.message_from_bytes(part.strip(), policy=policy.default) for part in content.split(BETWEEN_LETTERS)]
    headers = [letter["To"] for letter in letters if letter["To"]]
    return {address.addr_spec.lower() for header in headers for address in header.addresses}
