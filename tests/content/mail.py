"""A mail server on this machine for the mail lessons, over TLS as their scripts demand."""

import asyncio
import datetime
import os
import subprocess
import sys
import threading
from contextlib import contextmanager
from email import message_from_bytes, policy
from ssl import PROTOCOL_TLS_SERVER, SSLContext

from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.content.running import scripts_of

USER, CODE = "me@example.com", "abcd-code"


def certificate(folder):
    """A certificate for localhost that only those who are told to will trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    built = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "localhost.pem"
    path.write_bytes(
        built.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return path


@contextmanager
def serving(factory, folder):
    """Speak ``factory``'s protocol on a free port; yields what a script must find in its environment."""
    pem = certificate(folder)
    context = SSLContext(PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    starting = loop.create_server(factory, "127.0.0.1", 0, ssl=context)
    server = asyncio.run_coroutine_threadsafe(starting, loop).result(10)
    port = server.sockets[0].getsockname()[1]
    try:
        yield {"MAIL_HOST": "localhost", "MAIL_PORT": str(port), "SSL_CERT_FILE": str(pem)}
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


class Post:
    """What the server was given, and whom it turns away."""

    def __init__(self):
        self.letters, self.refused = [], set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refused:
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.letters.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"

    def speak(self):
        return SMTP(
            self,
            authenticator=lambda server, session, envelope, mechanism, data: AuthResult(
                success=(data.login, data.password) == (USER.encode(), CODE.encode()),
                handled=False,
            ),
            auth_required=True,
            auth_require_tls=False,  # the whole line is TLS already
            loop=asyncio.get_running_loop(),
        )


def run_mail(slug, name, *arguments, cwd, env=None, typed="\n"):
    """``env`` is what the learner has set before, ``typed`` what they type when asked."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("MAIL_")}
    return subprocess.run(
        [sys.executable, str(scripts_of(slug) / name), *map(str, arguments)],
        cwd=cwd,
        env=kept | {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"} | (env or {}),
        input=typed,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
