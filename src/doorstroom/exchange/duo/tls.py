"""Two-way TLS under a private root (M-02): who has no certificate of that root, or a revoked one, is not heard."""

from __future__ import annotations

import ssl

from doorstroom.exchange.duo.errors import SettingsError
from doorstroom.exchange.duo.settings import Certificate


def client_context(certificate: Certificate) -> ssl.SSLContext:
    """For a side that calls. Only the private root is trusted, none of the machine."""
    return _context(certificate, ssl.PROTOCOL_TLS_CLIENT)


def server_context(certificate: Certificate) -> ssl.SSLContext:
    """For a side that is called: the caller must show a certificate."""
    context = _context(certificate, ssl.PROTOCOL_TLS_SERVER)
    context.verify_mode = ssl.CERT_REQUIRED
    return context


def _context(certificate: Certificate, protocol: int) -> ssl.SSLContext:
    context = ssl.SSLContext(protocol)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(certificate.chain, certificate.key)
        context.load_verify_locations(certificate.authority)
        if certificate.revoked is not None:
            context.load_verify_locations(certificate.revoked)
            context.verify_flags |= ssl.VERIFY_CRL_CHECK_LEAF
    except (ssl.SSLError, OSError) as error:
        raise SettingsError(f"the certificate files cannot be used: {error.strerror or error}") from None
    return context
