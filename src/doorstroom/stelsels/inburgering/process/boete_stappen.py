"""The steps of a fine procedure as actions, the same for college and DUO: each waits for the one before it.

Intention, view, judgement of blame, individual assessment, second look, decision. What is missing is told by columns
(``rules/boete_stappen``); where more than 340 euros can follow, none of them can be left out (Awb 5:53, 10:3 lid 4).
"""

from dataclasses import dataclass

from doorstroom.kernel.process import Action, Guard
from doorstroom.stelsels.inburgering.process.roles import INBURGERAAR

TOPIC = "handhaving"


@dataclass(frozen=True)
class Procedure:
    """One of the three procedures: how columns and payloads name it, who acts in it, and when there is one."""

    fase: str
    code: str
    nl: str
    en: str
    by: tuple[str, ...]
    second: tuple[str, ...]
    articles: tuple[str, ...]
    grounds: tuple[Guard, ...]
    reported: tuple[str, ...] = ("boete_voorgenomen",)

    def column(self, name: str) -> str:
        """The column of this procedure."""
        return f"boete_{self.fase}_{name}"

    def missing(self, name: str, nl: str, en: str, when: str = "before") -> Guard:
        """A step must not be missing."""
        return Guard(self.column(name), nl=nl, en=en, wanted=False, when="with" if when == "with" else "before")

    def before_assessment(self) -> tuple[Guard, ...]:
        """What must have gone before the individual assessment."""
        judged = self.missing(
            "oordeel_ontbreekt",
            "Beoordeel eerst of de overtreding te verwijten is.",
            "First judge whether the violation is to blame.",
        )
        return (*self.grounds, *self.heard(), judged)

    def heard(self) -> tuple[Guard, ...]:
        """Intention and view, where this procedure asks for them; at the intake it does not."""
        if self.fase == "intake":
            return ()
        told = self.missing(
            "voornemen_ontbreekt",
            "Het voornemen ontbreekt. Stuur dat eerst, met het rapport.",
            "The intention is missing. Send it first, with the report.",
        )
        viewed = self.missing(
            "zienswijze_ontbreekt",
            "De zienswijze ontbreekt. Laat de inburgeraar eerst reageren.",
            "The view is missing. Let the newcomer react first.",
        )
        return (told, viewed)

    def weighed(self, when: str = "before") -> tuple[Guard, ...]:
        """What the assessment of the college must answer; for DUO the ruling shuts out fines altogether."""
        if self.fase == "duo":
            return ()
        overlap = self.missing(
            "samenloop_ontbreekt",
            "Onderzoek of de bijstand al is verlaagd voor hetzelfde gedrag, en vul dat in.",
            "Find out whether bijstand was lowered for the same conduct, and fill that in.",
            when,
        )
        keren = self.missing(
            "keren_ontbreekt",
            "De Keren-toets ontbreekt. Vul in of dit een uitzonderlijk geval van aangetoonde onwil is.",
            "The Keren test is missing. Say whether this is an exceptional case of proven unwillingness.",
            when,
        )
        return (overlap, keren)


def voornemen(p: Procedure) -> Action:
    """Tell the person of the intention to fine, with the report."""
    complete = Guard(
        "boete_voornemen_compleet",
        when="with",
        nl="Het rapport ontbreekt. Noem de dag van het rapport, niet later dan het voornemen.",
        en="The report is missing. Name its day, not later than the intention.",
    )
    return Action(
        name=f"boete_{p.fase}_voornemen",
        nl=f"Stuur het voornemen van een boete {p.nl}",
        en=f"Send the intention of a fine {p.en}",
        event="boete_voorgenomen",
        topic=TOPIC,
        by=p.by,
        articles=(*p.articles, "Awb 5:53"),
        fixed={"procedure": p.code},
        guards=(*p.grounds, complete),
        adverse=True,
        letter="boete_voornemen",
        happened=True,
    )


def zienswijze(p: Procedure) -> Action:
    """The view of the person, or that the occasion passed."""
    told = Guard(
        p.column("voornemen_gedaan"),
        nl="Er is nog geen voornemen waarop kan worden gereageerd.",
        en="There is no intention to react to yet.",
    )
    return Action(
        name=f"boete_{p.fase}_zienswijze",
        nl=f"Geef de zienswijze op een boete {p.nl}",
        en=f"Give the view on a fine {p.en}",
        event="boete_zienswijze",
        topic=TOPIC,
        by=(INBURGERAAR, *p.by),
        articles=(*p.articles, "Awb 5:53"),
        fixed={"procedure": p.code},
        guards=(told,),
        happened=True,
    )


def beoordeling(p: Procedure) -> Action:
    """The individual assessment by a named official: circumstances, proportionality, overlap, the Keren test."""
    asks = ("passend_bedrag", "motivering")
    return Action(
        name=f"boete_{p.fase}_beoordelen",
        nl=f"Beoordeel de boete {p.nl} individueel",
        en=f"Assess the fine {p.en} individually",
        event="boete_beoordeeld",
        topic=TOPIC,
        by=p.by,
        articles=(*p.articles, "WET 27", "BES 7.1 lid 6", "Awb 5:46", "EU:C:2025:52"),
        fixed={"procedure": p.code},
        asks=asks if p.fase == "duo" else ("bijstand_verlaagd", "keren_uitzondering", *asks),
        guards=(*p.before_assessment(), *p.weighed("with")),
        adverse=True,
        happened=True,
    )


def tweede_beoordeling(p: Procedure) -> Action:
    """Somebody else looks at the proposed fine."""
    assessed = p.missing(
        "beoordeling_ontbreekt",
        "De individuele beoordeling ontbreekt. Die gaat voor.",
        "The individual assessment is missing. It comes first.",
    )
    unweighed = p.missing(
        "omstandigheid_ongewogen",
        "Er is een omstandigheid bekend die nog niet is gewogen. Beoordeel de boete opnieuw.",
        "A circumstance is known that was not weighed. Assess the fine anew.",
    )
    return Action(
        name=f"boete_{p.fase}_tweede_beoordeling",
        nl=f"Doe de tweede beoordeling van een boete {p.nl}",
        en=f"Take the second look at a fine {p.en}",
        event="boete_tweede_beoordeling",
        topic=TOPIC,
        by=p.second,
        articles=(*p.articles, "Awb 10:3 lid 4"),
        fixed={"procedure": p.code},
        guards=(*p.before_assessment(), assessed, *p.weighed(), unweighed),
        adverse=True,
        happened=True,
        not_by=(*p.reported, "boete_beoordeeld"),
    )


def besluit(p: Procedure, soort: str, nl: str, en: str, asks: tuple[str, ...], guards: tuple[Guard, ...]) -> Action:
    """The decision to fine, once no step is missing."""
    steps = Guard(
        p.column("ontbreekt"),
        wanted="",
        nl="Voor een boete ontbreekt nog: {" + p.column("ontbreekt") + "}.",
        en="For a fine is still missing: {" + p.column("ontbreekt") + "}.",
        unknown_passes=True,  # without a violation it is not asked, and another guard refuses
    )
    within_law = Guard(
        "boete_binnen_maximum",
        when="with",
        nl="Dit bedrag is hoger dan de wet toelaat. Dat is hooguit {boete_wettelijk_maximum} euro.",
        en="This amount is higher than the law allows. That is at most {boete_wettelijk_maximum} euros.",
    )
    return Action(
        name=f"boete_{soort}_opleggen",
        nl=f"Leg een boete op {nl}",
        en=f"Impose a fine {en}",
        event="boete_opgelegd",
        topic=TOPIC,
        by=p.second,
        articles=(*p.articles, "WET 26", "Awb 5:46"),
        fixed={"soort": soort},
        asks=("bedrag", *asks),
        guards=(*p.grounds, steps, *guards, within_law),
        approval=True,
        adverse=True,
        letter="boete_besluit",
        happened=True,
        not_by=p.reported,
        together=p.fase == "duo",
    )


def afzien(p: Procedure, guards: tuple[Guard, ...]) -> Action:
    """The decision, with reasons, to impose no fine."""
    return Action(
        name=f"boete_{p.fase}_afzien",
        nl=f"Zie af van een boete {p.nl}",
        en=f"Decide that there is no fine {p.en}",
        event="van_boete_afgezien",
        topic=TOPIC,
        by=p.second,
        articles=(*p.articles, "Awb 5:41"),
        fixed={"procedure": p.code},
        guards=guards,
        letter="van_boete_afgezien",
        happened=True,
    )
