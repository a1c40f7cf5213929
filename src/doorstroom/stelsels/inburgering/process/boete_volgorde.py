"""The fine procedures in the order of their steps: which actions take a step, and which columns say that it is missing.

The columns are those of the guards, so that what is shown as missing is what the decision is refused for.
"""

from dataclasses import dataclass

from doorstroom.stelsels.inburgering.process.actions_boete_college import INTAKE, TRAJECT
from doorstroom.stelsels.inburgering.process.actions_boete_duo import DELEN
from doorstroom.stelsels.inburgering.process.actions_boete_duo import PROCEDURE as TERMIJN
from doorstroom.stelsels.inburgering.process.boete_stappen import Procedure


@dataclass(frozen=True)
class Stap:
    """One step. ``missing``: columns that are true as long as it lacks; none where it is not compulsory.

    ``decides``: it is the decision, for which the others are needed.
    """

    name: str
    nl: str
    en: str
    actions: tuple[str, ...]
    missing: tuple[str, ...] = ()
    decides: bool = False


@dataclass(frozen=True)
class Volgorde:
    """One procedure with its steps; ``since``: the column with the day from which steps count."""

    procedure: Procedure
    since: str
    steps: tuple[Stap, ...]


def _volgorde(p: Procedure, judged: tuple[str, ...], decided: tuple[str, ...]) -> Volgorde:
    """The steps of a procedure. At the intake the amount asks for no hearing and no second look (Awb 5:53)."""
    heard, weighed = bool(p.heard()), bool(p.weighed())
    assessed = ["beoordeling_ontbreekt", "omstandigheid_ongewogen"]
    assessed += ["samenloop_ontbreekt", "keren_ontbreekt"] if weighed else []
    return Volgorde(
        p,
        p.column("vanaf"),
        (
            _stap(p, "voornemen", "Voornemen", "Intention", ["voornemen_ontbreekt"] if heard else []),
            _stap(p, "zienswijze", "Zienswijze (horen)", "View (hearing)", ["zienswijze_ontbreekt"] if heard else []),
            Stap("oordeel", "Verwijtbaarheid", "Blame", judged, (p.column("oordeel_ontbreekt"),)),
            _stap(p, "beoordelen", "Individuele beoordeling en Keren-toets" if weighed else "Individuele beoordeling",
                  "Individual assessment and Keren test" if weighed else "Individual assessment", assessed),
            _stap(p, "tweede_beoordeling", "Tweede beoordelaar", "Second assessor",
                  ["tweede_ontbreekt"] if heard else []),
            Stap("besluit", "Besluit", "Decision", (*decided, f"boete_{p.fase}_afzien"), decides=True),
        ),
    )  # fmt: skip


def _stap(p: Procedure, name: str, nl: str, en: str, missing: list[str]) -> Stap:
    return Stap(name, nl, en, (f"boete_{p.fase}_{name}",), tuple(p.column(one) for one in missing))


VOLGORDEN = (
    _volgorde(INTAKE, ("intake_schuld_beoordelen",), ("boete_intake_opleggen",)),
    _volgorde(TRAJECT, ("overtreding_schuld_beoordelen",), ("boete_traject_opleggen",)),
    _volgorde(
        TERMIJN,
        tuple(f"{deel}_schuld_beoordelen" for deel in DELEN),
        tuple(f"boete_{deel}_opleggen" for deel in DELEN),
    ),
)
