"""Where a webhook may go: to the outside world over https, and never to a machine behind our own door (SSRF).

The name is resolved once; what was looked at is also what is connected to, so that a name cannot mean one address for
the check and another for the call.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

#: Addresses that count as public and yet lead inside: they hold an IPv4 address of which nothing is known.
_WRAPPED = [ipaddress.ip_network(one) for one in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")]


class Unsafe(ValueError):
    """A webhook may not go there; the message says why."""


@dataclass(frozen=True)
class Target:
    """Where to connect to, and as what: ``address`` is the one that was looked at."""

    scheme: str
    host: str
    port: int
    address: str
    path: str


def target(url: str) -> Target:
    """Where an address leads, looked up now. Raises Unsafe."""
    scheme, host, port, path = _parts(url)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unsafe(_("Deze naam bestaat niet.")) from None
    addresses = [str(one[4][0]) for one in found]
    # One bad address among several is enough: which one is used would otherwise be a matter of luck.
    if not addresses or not all(_allowed(address, scheme) for address in addresses):
        raise Unsafe(_("Dit adres ligt niet op het openbare internet."))
    return Target(scheme, host, port, addresses[0], path)


def looks_right(url: str) -> None:
    """Whether an address could do, without looking anything up. Raises Unsafe."""
    scheme, host, _port, _path = _parts(url)
    try:
        literal = ipaddress.ip_address(host)
    except ValueError:
        inside = host.casefold() == "localhost" or host.casefold().endswith((".localhost", ".internal", ".local"))
        if inside and not _allowed("127.0.0.1", scheme):
            raise Unsafe(_("Dit adres ligt niet op het openbare internet.")) from None
        return
    if not _allowed(str(literal), scheme):
        raise Unsafe(_("Dit adres ligt niet op het openbare internet."))


def _parts(url: str) -> tuple[str, str, int, str]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise Unsafe(_("Dit is geen webadres.")) from None
    plain = parts.scheme == "http" and settings.WEBHOOKS_ON_LOOPBACK
    if parts.scheme != "https" and not plain:
        raise Unsafe(_("Een webhook gaat over https."))
    if not host or parts.username or parts.password or parts.fragment or not url.isprintable() or " " in url:
        raise Unsafe(_("Dit is geen webadres."))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return parts.scheme, host, port or (80 if plain else 443), path


def _allowed(address: str, scheme: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    if found.is_loopback:
        return bool(settings.WEBHOOKS_ON_LOOPBACK)
    if scheme != "https" or not found.is_global or found.is_multicast:
        return False
    return not any(found in network for network in _WRAPPED if network.version == found.version)
