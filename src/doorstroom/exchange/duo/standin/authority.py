"""A throw-away root certificate and certificates under it, as a private root of PKIoverheid would give them."""

from __future__ import annotations

import datetime as dt
import ipaddress
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from doorstroom.exchange.duo.settings import Certificate

_BACKWARDS = dt.timedelta(hours=1)
_DAYS = 30


class Authority:
    """A root in a folder. Its key stands beside it unprotected: for tests and demonstrations, and for a month."""

    def __init__(self, folder: Path, now: dt.datetime) -> None:
        self.folder, self._now = folder, now
        folder.mkdir(parents=True, exist_ok=True)
        if not self.root.exists():
            self._make_root()
        self._key = serialization.load_pem_private_key((folder / "root.key").read_bytes(), None)
        self._certificate = x509.load_pem_x509_certificate(self.root.read_bytes())

    @property
    def root(self) -> Path:
        """The certificate that the other side must trust."""
        return self.folder / "root.pem"

    @property
    def revoked(self) -> Path:
        """The list of what was revoked."""
        return self.folder / "root.crl"

    def issue(
        self, name: str, oin: str | None, *, until: dt.datetime | None = None, revoke: bool = False
    ) -> Certificate:
        """A certificate for a side, with its OIN as serialNumber of the subject, for calling and for being called.

        ``oin`` None: a certificate without one. ``until`` in the past: one that expired. The same name again gives
        the one that is there.
        """
        chain, key_file = self.folder / f"{name}.pem", self.folder / f"{name}.key"
        if not chain.exists():
            key = ec.generate_private_key(ec.SECP256R1())
            end = until or self._now + dt.timedelta(days=_DAYS)
            start = min(self._now, end) - _BACKWARDS
            subject = [x509.NameAttribute(NameOID.COMMON_NAME, name)]
            if oin is not None:
                subject.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, oin))
            made = (
                x509.CertificateBuilder()
                .subject_name(x509.Name(subject))
                .issuer_name(self._certificate.subject)
                .public_key(key.public_key())
                .serial_number(x509.random_serial_number())
                .not_valid_before(start)
                .not_valid_after(end)
                .add_extension(
                    x509.SubjectAlternativeName(
                        [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
                    ),
                    critical=False,
                )
                .add_extension(
                    x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.SERVER_AUTH]),
                    critical=False,
                )
                .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self._public()), critical=False)
                .sign(self._signing(), hashes.SHA256())
            )
            _write_key(key_file, key)
            chain.write_bytes(made.public_bytes(serialization.Encoding.PEM))
        if revoke:
            self._revoke(x509.load_pem_x509_certificate(chain.read_bytes()).serial_number)
        return Certificate(chain, key_file, self.root, self.revoked)

    def _make_root(self) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Doorstroom wegwerp-root")])
        made = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(self._now - 2 * _BACKWARDS - dt.timedelta(days=_DAYS))
            .not_valid_after(self._now + dt.timedelta(days=2 * _DAYS))
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(
                x509.KeyUsage(
                    digital_signature=False, content_commitment=False, key_encipherment=False, data_encipherment=False,
                    key_agreement=False, key_cert_sign=True, crl_sign=True, encipher_only=False, decipher_only=False,
                ),
                critical=True,
            )
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .sign(key, hashes.SHA256())
        )  # fmt: skip
        _write_key(self.folder / "root.key", key)
        self.root.write_bytes(made.public_bytes(serialization.Encoding.PEM))
        self._key, self._certificate = key, made
        self._write_list([])

    def _revoke(self, serial: int) -> None:
        earlier = x509.load_pem_x509_crl(self.revoked.read_bytes())
        self._write_list([*(each.serial_number for each in earlier), serial])

    def _write_list(self, serials: list[int]) -> None:
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self._certificate.subject)
            .last_update(self._now - _BACKWARDS)
            .next_update(self._now + dt.timedelta(days=2 * _DAYS))
        )
        for serial in dict.fromkeys(serials):
            builder = builder.add_revoked_certificate(
                x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(self._now - _BACKWARDS).build()
            )
        made = builder.sign(self._signing(), hashes.SHA256())
        self.revoked.write_bytes(made.public_bytes(serialization.Encoding.PEM))

    def _signing(self) -> ec.EllipticCurvePrivateKey:
        assert isinstance(self._key, ec.EllipticCurvePrivateKey)
        return self._key

    def _public(self) -> ec.EllipticCurvePublicKey:
        return self._signing().public_key()


def _write_key(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    path.touch(mode=0o600)
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
