"""The keys credentials are signed with. RS256 is the one algorithm every reader of Open Badges 3.0 must know.

`AIGC_BADGE_KEY` holds them as PEM, one after the other: the first signs, all of them are published, so that what an
older key signed can still be checked. A key that only checks may stand there as a public key. Without the
variable one key is made at first need and kept in the data folder.
"""

import os
import re
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey, generate_private_key
from django.conf import settings
from jwt.algorithms import RSAAlgorithm

ALGORITHM = "RS256"
BITS = 2048
FILE = "badge_key"
_PEM = re.compile(r"-----BEGIN ([A-Z ]+)-----.+?-----END \1-----", re.DOTALL)


class UnreadableKey(Exception):
    """The message tells the operator what is wrong with AIGC_BADGE_KEY; it holds nothing of the key."""


@dataclass(frozen=True)
class Ring:
    signing: RSAPrivateKey
    public: tuple[RSAPublicKey, ...]  # the signing one first

    @property
    def thumbprint(self) -> str:
        return thumbprint(self.public[0])


def ring() -> Ring:
    return read(settings.BADGE_KEY or kept(settings.DATA_DIR / FILE))


@lru_cache(maxsize=4)
def read(text: str) -> Ring:
    """Raises UnreadableKey."""
    keys = [_key(match.group(0).encode(), match.group(1)) for match in _PEM.finditer(text)]
    if not keys or not isinstance(keys[0], RSAPrivateKey):
        raise UnreadableKey("it must begin with an RSA private key as PEM")
    return Ring(keys[0], tuple(key.public_key() if isinstance(key, RSAPrivateKey) else key for key in keys))


def kept(path: Path) -> str:
    """The key in the data folder. Of several processes that find none, one writes it and all read that one."""
    if not path.exists():
        # Written whole under another name first: nobody may read half a key.
        draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        try:
            with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
                file.write(new())
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink(missing_ok=True)
    return path.read_text()


def new() -> str:
    key = generate_private_key(public_exponent=65537, key_size=BITS)
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return pem.decode()


def public_jwk(key: RSAPublicKey) -> dict[str, Any]:
    return {**_numbers(key), "alg": ALGORITHM, "use": "sig", "kid": thumbprint(key)}


def thumbprint(key: RSAPublicKey) -> str:
    """RFC 7638: of the required members only, in the order of the alphabet, without spaces."""
    numbers = _numbers(key)
    text = f'{{"e":"{numbers["e"]}","kty":"RSA","n":"{numbers["n"]}"}}'
    return urlsafe_b64encode(sha256(text.encode()).digest()).decode().rstrip("=")


def _numbers(key: RSAPublicKey) -> dict[str, Any]:
    jwk = RSAAlgorithm.to_jwk(key, as_dict=True)
    return {name: jwk[name] for name in ("kty", "n", "e")}


def _key(pem: bytes, kind: str) -> RSAPrivateKey | RSAPublicKey:
    try:
        key = (
            serialization.load_pem_public_key(pem)
            if "PUBLIC" in kind
            else serialization.load_pem_private_key(pem, password=None)
        )
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise UnreadableKey("one of its keys cannot be read, or asks for a password") from None
    if not isinstance(key, RSAPrivateKey | RSAPublicKey):
        raise UnreadableKey("only RSA keys can be used: Open Badges readers need not know others")
    if key.key_size < BITS:
        raise UnreadableKey(f"an RSA key needs at least {BITS} bits")
    return key
