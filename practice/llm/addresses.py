"""Which machines an address typed into the admin may lead to: public ones, unless the operator allows others.

What counts is what a name resolves to, not how it is written: "127.1", "0x7f.1" and a public name
that points home are all the same to a socket.
"""

import ipaddress
import socket
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from urllib.parse import urlsplit

from django.conf import settings

PATIENCE = 5.0  # seconds for a name
IP = ipaddress.IPv4Address | ipaddress.IPv6Address

# Networks that translate IPv6 to IPv4 write the IPv4 address into the last four bytes.
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
# All that was ever handed out to anybody. Outside of it are more ways to write an IPv4 address than one can list.
_HANDED_OUT = ipaddress.IPv6Network("2000::/3")
# Reserved, and global to the standard library of some of our Pythons.
_RESERVED = [ipaddress.ip_network(net) for net in ("192.0.0.0/24", "192.88.99.0/24", "3fff::/20")]
# The system's resolver knows no timeout of ours.
_resolvers = ThreadPoolExecutor(4, thread_name_prefix="names")


class Unresolved(Exception):
    """The name leads nowhere at present."""


class PrivateAddress(Exception):
    """The name leads into a private network; `ip` says where."""

    def __init__(self, host: str, ip: IP):
        super().__init__(f"{host} resolves to {ip}")
        self.host, self.ip = host, ip


def is_public(ip: IP) -> bool:
    if isinstance(ip, ipaddress.IPv6Address):
        inner = _ipv4_within(ip)
        if inner or ip not in _HANDED_OUT:
            return inner is not None and is_public(inner)
    return ip.is_global and not ip.is_multicast and not any(ip in net for net in _RESERVED)


def public_addresses(host: str, port: int) -> list[IP]:
    """Where to connect to. One private answer spoils all: a name that gives both is playing with us.

    Raises Unresolved and PrivateAddress.
    """
    found = resolved(host, port)
    for ip in found:
        if not is_public(ip):
            raise PrivateAddress(host, ip)
    return found


def resolved(host: str, port: int) -> list[IP]:
    try:
        answers = _resolvers.submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM).result(timeout=PATIENCE)
    except (OSError, UnicodeError, TooLate) as failure:
        raise Unresolved(host) from failure
    return list(dict.fromkeys(ipaddress.ip_address(str(answer[4][0]).partition("%")[0]) for answer in answers))


def check(address: str) -> None:
    """Nothing is refused when the operator allows private networks. Raises Unresolved and PrivateAddress."""
    parts = urlsplit(address)
    if not settings.ALLOW_PRIVATE_LLM:
        public_addresses(parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))


def _ipv4_within(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if ip in _TRANSLATED:
        return ipaddress.IPv4Address(ip.packed[-4:])
    return ip.ipv4_mapped or ip.sixtofour
