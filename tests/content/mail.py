"""Mail servers on this machine for the mail lessons, over TLS as their scripts demand."""

import asyncio
import datetime
import os
import threading
from contextlib import contextmanager
from email import message_from_bytes, policy
from ssl import PROTOCOL_TLS_SERVER, SSLContext

from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.content.running import run_script, scripts_of

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
def serving(factory, folder, name="MAIL"):
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
        yield {f"{name}_HOST": "localhost", f"{name}_PORT": str(port), "SSL_CERT_FILE": str(pem)}
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


class Box:
    """An inbox of unread letters and a place for drafts, as much of IMAP as the lesson speaks."""

    def __init__(self, *letters, drawer='"&g0l6P3ux-"'):
        self.letters, self.drawer = letters, drawer
        self.drafts, self.introduced, self.opened, self.fetched = [], False, [], []

    def speak(self):
        return _Talk(self)

    def answer(self, command, rest):
        """The lines before the last one, and the last."""
        lines, said = [], "OK done"
        match command:
            case "CAPABILITY":
                lines = [b"* CAPABILITY IMAP4rev1 ID"]
            case "LOGIN":
                said = "OK in" if rest == f'{USER} "{CODE}"' else "NO wrong user or code"
            case "ID":
                self.introduced = True
            case "SELECT" | "EXAMINE":
                self.opened.append(command)
                lines = [b"* %d EXISTS" % len(self.letters)]
                said = "OK [READ-ONLY]" if self.introduced else "NO SELECT Unsafe Login"
            case "UID" if rest == "SEARCH UNSEEN":
                lines = [b"* SEARCH " + b" ".join(b"%d" % (i + 1) for i in range(len(self.letters)))]
            case "UID":
                self.fetched.append(rest)
                raw = self.letters[int(rest.split()[1]) - 1]
                lines = [b"* 1 FETCH (BODY[] {%d}\r\n%b)" % (len(raw), raw)]
            case "LIST":
                lines = [b'* LIST () "/" INBOX', rb'* LIST (\Drafts) "/" ' + self.drawer.encode()]
            case "APPEND":
                said = "OK kept" if rest.startswith(self.drawer) else "NO such place"
        return lines, said


class _Talk(asyncio.Protocol):
    def __init__(self, box):
        self.box, self.buffer, self.waiting = box, b"", None

    def connection_made(self, transport):
        self.transport = transport
        transport.write(b"* OK ready\r\n")

    def data_received(self, data):
        self.buffer += data
        while b"\r\n" in self.buffer:
            if self.waiting:  # the letter of an APPEND
                size, tag, rest = self.waiting
                if len(self.buffer) < size + 2:
                    return
                self.box.drafts.append(message_from_bytes(self.buffer[:size], policy=policy.default))
                self.buffer, self.waiting = self.buffer[size + 2 :], None
                self.say(tag, "APPEND", rest)
                continue
            line, _, self.buffer = self.buffer.partition(b"\r\n")
            tag, command, *rest = line.decode().split(" ", 2)
            if command == "APPEND":
                self.waiting = int(rest[0].rsplit("{", 1)[1][:-1]), tag, rest[0]
                self.transport.write(b"+ go on\r\n")
            else:
                self.say(tag, command, "".join(rest))

    def say(self, tag, command, rest):
        lines, said = self.box.answer(command, rest)
        self.transport.write(b"".join(line + b"\r\n" for line in [*lines, f"{tag} {said}".encode()]))


def run_mail(slug, name, *arguments, cwd, env=None, typed="\n"):
    """``env`` is what the learner has set before, ``typed`` what they type when asked."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("MAIL_", "IMAP_"))}
    return run_script(scripts_of(slug) / name, *arguments, cwd=cwd, env=kept | (env or {}), typed=typed)
