"""The stand-in as a whole: a folder with its certificates and people, a server, and its line to municipalities."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import yaml

from doorstroom.exchange.duo.serving import TlsServer
from doorstroom.exchange.duo.settings import Certificate, Settings
from doorstroom.exchange.duo.standin.authority import Authority
from doorstroom.exchange.duo.standin.control import CONTROL_OIN, PREFIX, Control
from doorstroom.exchange.duo.standin.deliver import Deliverer
from doorstroom.exchange.duo.standin.faults import Faults
from doorstroom.exchange.duo.standin.lists import GROUND_CODES
from doorstroom.exchange.duo.standin.playing import Player
from doorstroom.exchange.duo.standin.recording import Recorder
from doorstroom.exchange.duo.standin.server import DuoServer
from doorstroom.exchange.duo.standin.world import World
from doorstroom.exchange.duo.tls import client_context, server_context
from doorstroom.exchange.duo.wsgi import Request, Response, application

#: The OIN under which the stand-in speaks. Real ones do not look like this.
DUO_OIN = "00000009999900000000"


def oin_of_gemeente(gemeente: str) -> str:
    """The invented OIN of a municipality."""
    return f"0000000999990000{gemeente}"


@dataclass(frozen=True)
class Options:
    """How a stand-in is to be: which municipalities it serves, and what is undecided in DUO's files."""

    gemeenten: tuple[str, ...] = ("0363", "0344")
    suppliers: Mapping[str, tuple[str, ...]] | None = None
    #: Status for a person out of scope: the files do not say whether it is 403 or 404.
    scope_status: int = 404
    #: Send the signals too that DUO announced and does not send yet.
    planned: bool = False
    record: bool = False
    port: int = 0
    #: How long a municipality may take to answer.
    answer_within: float = 30


class StandIn:
    """A DUO on loopback. ``real_now`` dates the certificates; ``clock`` is where its own time starts."""

    def __init__(self, folder: Path, real_now: dt.datetime, clock: dt.datetime, options: Options | None = None) -> None:
        self.folder, self._clock, self.options = folder, clock, options or Options()
        self.authority = Authority(folder / "certificates", real_now)
        self._own = self.authority.issue("duo", DUO_OIN)
        self.control_certificate = self.authority.issue("control", CONTROL_OIN)
        for gemeente in self.options.gemeenten:
            self.authority.issue(f"gemeente-{gemeente}", oin_of_gemeente(gemeente))
        self.faults = Faults()
        self._open()
        self.server = TlsServer(
            application(self._answer, {"API-Version": "1.0.0"}), server_context(self._own), port=self.options.port
        )

    def _open(self) -> None:
        options = self.options
        self.world = World(self.folder / "world", self._clock)
        recorder = Recorder(self.folder / "recording.jsonl") if options.record else None
        oins = {oin_of_gemeente(gemeente): gemeente for gemeente in options.gemeenten}
        self.duo = DuoServer(
            self.world, DUO_OIN, oins, suppliers=options.suppliers, faults=self.faults, recorder=recorder,
            scope_status=options.scope_status,
        )  # fmt: skip
        context = client_context(self._own)
        self._deliverer = Deliverer(self.world, DUO_OIN, context, answer_within=options.answer_within)
        self.player = Player(self.world, self.faults, self._deliverer, planned=options.planned)
        self.control = Control(self.world, self.player, self.faults, self.reset)
        self.control.restore()

    def _answer(self, request: Request) -> Response:
        if request.path.startswith(PREFIX):
            return self.control.answer(request)
        return self.duo.answer(request)

    def reset(self) -> None:
        """Nobody is known and nothing happened; the certificates and the port stay."""
        municipalities = self.player.municipalities
        self._close_world()
        shutil.rmtree(self.folder / "world")
        self.faults = Faults()
        self._open()
        self.player.municipalities = municipalities

    def settings_for(self, gemeente: str, certificate: Certificate | None = None) -> Settings:
        """How a municipality connects with this stand-in."""
        return Settings(
            gemeente, oin_of_gemeente(gemeente), DUO_OIN, f"https://127.0.0.1:{self.server.port}",
            certificate or self.authority.issue(f"gemeente-{gemeente}", oin_of_gemeente(gemeente)),
            gronden={code: ours for ours, code in GROUND_CODES.items()},
        )  # fmt: skip

    def start(self) -> StandIn:
        """Begin to serve, in threads of its own."""
        self.server.start()
        return self

    def stop(self) -> None:
        """Serve no more."""
        self.server.stop()
        self._close_world()

    def _close_world(self) -> None:
        self._deliverer.close()
        self.world.close()

    def __enter__(self) -> StandIn:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()


def write_settings(standin: StandIn, gemeente: str) -> Path:
    """A settings file with which a municipality connects with this stand-in, in its folder."""
    settings = standin.settings_for(gemeente)
    own = settings.certificate
    names = {"chain": own.chain, "key": own.key, "authority": own.authority, "revoked": own.revoked}
    content = {
        "gemeente": gemeente,
        "oin": settings.oin,
        "duo_oin": settings.duo_oin,
        "duo": settings.duo,
        "certificate": {name: str(path.relative_to(standin.folder)) for name, path in names.items() if path},
        "listen": settings.listen,
        "gronden": dict(settings.gronden),
    }
    path = standin.folder / f"gemeente-{gemeente}.yaml"
    path.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return path
