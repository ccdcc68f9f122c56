"""The key that signs: made once, published in halves, replaceable."""

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from jwcrypto.jwk import JWK

from credentials import keys

PEM = serialization.Encoding.PEM


@pytest.fixture(scope="module")
def pems() -> tuple[str, str]:
    return keys.new(), keys.new()


def private_pem(key, password: bytes | None = None) -> str:
    how = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    return key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, how).decode()


def public_pem(pem: str) -> str:
    key = keys.read(pem).public[0]
    return key.public_bytes(PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()


def test_a_key_is_made_at_first_need_and_kept(tmp_path):
    first = keys.kept(tmp_path / "badge_key")
    assert keys.read(first) and keys.kept(tmp_path / "badge_key") == first


def test_nobody_but_its_owner_may_read_it(tmp_path):
    keys.kept(tmp_path / "badge_key")
    assert stat.S_IMODE((tmp_path / "badge_key").stat().st_mode) == 0o600


def test_of_several_that_start_at_once_all_hold_the_same(tmp_path):
    with ThreadPoolExecutor(8) as together:
        made = set(together.map(lambda _: keys.kept(tmp_path / "badge_key"), range(8)))
    assert len(made) == 1 and [path.name for path in tmp_path.iterdir()] == ["badge_key"]


def test_the_first_key_signs_and_all_are_published(pems):
    ring = keys.read("\n".join(pems))
    assert [keys.thumbprint(key) for key in ring.public] == [keys.read(pem).thumbprint for pem in pems]
    assert ring.thumbprint == keys.read(pems[0]).thumbprint


def test_an_older_key_may_stand_there_as_its_public_half(pems):
    ring = keys.read(pems[0] + public_pem(pems[1]))
    assert keys.thumbprint(ring.public[1]) == keys.read(pems[1]).thumbprint


def test_a_thumbprint_is_what_another_library_computes(pems):
    ring = keys.read(pems[0])
    assert JWK(**keys.public_jwk(ring.public[0])).thumbprint() == ring.thumbprint


def test_what_is_published_holds_no_private_number(pems):
    jwk = keys.public_jwk(keys.read(pems[0]).public[0])
    assert set(jwk) == {"kty", "n", "e", "alg", "use", "kid"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not a key",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
        pytest.param(private_pem(ed25519.Ed25519PrivateKey.generate()), id="ed25519"),
        pytest.param(private_pem(rsa.generate_private_key(65537, 1024)), id="short"),
        pytest.param(private_pem(rsa.generate_private_key(65537, 2048), b"secret"), id="password"),
    ],
)
def test_a_key_that_cannot_sign_is_refused(text):
    with pytest.raises(keys.UnreadableKey):
        keys.read(text)


def test_a_public_key_alone_cannot_sign(pems):
    with pytest.raises(keys.UnreadableKey, match="private"):
        keys.read(public_pem(pems[0]))
