"""How a municipality is connected with DUO: who we are, where DUO is, and with which certificates.

A YAML file; paths in it are relative to it:

    gemeente: "0363"                       # gemeentecode
    oin: "00000001003214345000"            # ours, also when a supplier sends for us (M-03)
    duo_oin: "00000001802327497000"
    duo: https://duo.example:443           # without /v1
    certificate: {chain: client.pem, key: client.key, authority: root.pem, revoked: crl.pem}
    listen: 0.0.0.0:8443                   # where DUO can reach us
    senders: []                            # OINs that may send for DUO beside DUO itself
    gronden: {}                            # DUO's code of a ground of extension: ours (letter of REG 4.1 lid 1, ...)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from doorstroom.exchange.duo.errors import SettingsError
from doorstroom.exchange.duo.numbers import is_oin

_NEEDED = ("gemeente", "oin", "duo_oin", "duo", "certificate")
_ALLOWED = {*_NEEDED, "listen", "senders", "gronden"}


@dataclass(frozen=True)
class Certificate:
    """The files of a side: its own certificate chain and key, the root that it trusts, and what was revoked."""

    chain: Path
    key: Path
    authority: Path
    revoked: Path | None = None


@dataclass(frozen=True)
class Settings:
    """The connection of one municipality with DUO."""

    gemeente: str
    oin: str
    duo_oin: str
    duo: str
    certificate: Certificate
    listen: str = "127.0.0.1:8443"
    senders: tuple[str, ...] = ()
    #: DUO's codes are free and it publishes no list, so who keeps the connection says what each means.
    gronden: Mapping[str, str] = field(default_factory=dict)

    @property
    def host_and_port(self) -> tuple[str, int]:
        """Where DUO is."""
        parts = urlsplit(self.duo)
        return parts.hostname or "", parts.port or 443


def read_settings(path: Path) -> Settings:
    """The settings in a file. Raises SettingsError with file, name and reason."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SettingsError(f"{path}: not readable as settings ({type(error).__name__})") from None
    if not isinstance(content, dict):
        raise SettingsError(f"{path}: expected names and values")
    lacking = [name for name in _NEEDED if name not in content]
    unknown = sorted(set(content) - _ALLOWED)
    if lacking or unknown:
        what = f"'{lacking[0]}' is missing" if lacking else f"'{unknown[0]}' is not a setting"
        raise SettingsError(f"{path}: {what}")
    for name in ("oin", "duo_oin"):
        if not is_oin(str(content[name])):
            raise SettingsError(f"{path}: '{name}' is not an OIN (twenty digits between quotation marks)")
    if urlsplit(str(content["duo"])).scheme != "https":
        raise SettingsError(f"{path}: 'duo' must start with https://")
    code = str(content["gemeente"])
    if not (len(code) == 4 and code.isascii() and code.isdigit()):
        raise SettingsError(f"{path}: 'gemeente' is not a gemeentecode (four digits between quotation marks)")
    senders = tuple(str(each) for each in content.get("senders") or ())
    listen = str(content.get("listen", Settings.listen))
    certificate = _certificate(path, content["certificate"])
    gronden = {str(code): str(ground) for code, ground in (content.get("gronden") or {}).items()}
    oins = (str(content["oin"]), str(content["duo_oin"]))
    return Settings(code, *oins, str(content["duo"]), certificate, listen, senders, gronden)


def _certificate(path: Path, content: Any) -> Certificate:
    if not isinstance(content, dict) or not {"chain", "key", "authority"} <= set(content) <= {
        "chain", "key", "authority", "revoked",
    }:  # fmt: skip
        raise SettingsError(f"{path}: 'certificate' needs chain, key and authority, and may have revoked")
    files = {name: path.parent / str(value) for name, value in content.items()}
    for name, file in files.items():
        if not file.is_file():
            raise SettingsError(f"{path}: certificate '{name}': there is no file '{file}'")
    return Certificate(files["chain"], files["key"], files["authority"], files.get("revoked"))
