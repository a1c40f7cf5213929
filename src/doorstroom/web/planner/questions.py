"""The questions of the planner, as people read them. What they lead to stands in ``steps`` and ``worlds``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

#: A text in the language of the page.
Text = Any


@dataclass(frozen=True)
class Option:
    """One of the answers to choose from."""

    code: str
    label: Text
    help: Text = ""


@dataclass(frozen=True)
class Question:
    """A question. ``future``: the day may lie ahead. ``least`` and ``most`` bound a number."""

    key: str
    kind: Literal["choice", "day", "number"]
    label: Text
    help: Text = ""
    options: tuple[Option, ...] = ()
    least: int = 0
    most: int = 0
    unit: Text = ""
    future: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its options."""
        return tuple(option.code for option in self.options)

    def option(self, code: str) -> Option:
        """The option with a code."""
        return next(option for option in self.options if option.code == code)


YES, NO = Option("ja", _("Ja")), Option("nee", _("Nee"))
DONE, NOT_DONE = Option("klaar", _("Klaar")), Option("nee", _("Nog niet klaar"))
#: How somebody stands with one exam.
EXAM = (
    Option("gehaald", _("Gehaald")),
    Option("nee", _("Nog niet gedaan")),
    Option("gezakt1", _("1 keer gezakt")),
    Option("gezakt2", _("2 keer of vaker gezakt")),
    Option("wacht", _("Gedaan, ik wacht op de uitslag")),
)
EXAM_PARTS = {
    "lezen": _("Lezen"),
    "luisteren": _("Luisteren"),
    "schrijven": _("Schrijven"),
    "spreken": _("Spreken"),
    "knm": _("KNM (kennis van Nederland)"),
}
#: The same where several stand in a row.
SHORT_PARTS = {**EXAM_PARTS, "knm": _("KNM")}

_ALL = (
    Question(
        "verblijf", "choice", _("Welke verblijfsvergunning hebt u?"),
        _("Kijk op uw verblijfspas. Staat daar niet wat hier staat? Kies dan “Weet ik niet”."),
        (
            Option("asiel", _("Asiel"), _("Op uw pas staat: asiel.")),
            Option("gezin_asiel", _("Familie van iemand met asiel"), _("Op uw pas staat: regulier.")),
            Option("gezin", _("Familie of partner van iemand anders"),
                   _("Bijvoorbeeld van een Nederlander. Heeft die persoon asiel? Kies dan wat hierboven staat.")),
            Option("bedienaar", _("Geestelijk bedienaar"), _("Bijvoorbeeld imam, dominee of priester.")),
            Option("tijdelijk", _("Werk of studie"),
                   _("Ook familie van iemand met werk of studie, en familie van een geestelijk bedienaar.")),
            Option("oekraine", _("Bescherming voor mensen uit Oekraïne")),
            Option("eu", _("Geen: ik heb een EU-paspoort"), _("Ook Noorwegen, IJsland, Liechtenstein, Zwitserland.")),
        ),
    ),
    Question(
        "sinds", "day", _("Wanneer kreeg u deze vergunning?"),
        _("De dag waarop de IND ja zei. Weet u de dag niet meer? Vul dan alleen de maand en het jaar in."),
    ),
    Question(
        "wet", "choice", _("Welke wet staat in uw brief van DUO?"),
        _("Kreeg u uw vergunning in 2022 of later, dan is het bijna altijd de Wet inburgering 2021."),
        (
            Option("wi2021", _("Wet inburgering 2021")),
            Option("wi2013", _("De oude wet (Wet inburgering 2013)")),
        ),
    ),
    Question(
        "oude_start", "day", _("Wanneer begon uw termijn?"),
        _("Dit staat in uw brief van DUO en in Mijn Inburgering."),
    ),
    Question(
        "leeftijd", "choice", _("Hoe oud bent u?"), "",
        (
            Option("tot18", _("Jonger dan 18 jaar")),
            Option("18tot60", _("18 tot en met 59 jaar")),
            Option("60plus", _("60 jaar of ouder")),
        ),
    ),
    Question("turks", "choice", _("Hebt u een Turks paspoort?"), _("Voor Turken gold vroeger een andere regel."),
             (YES, NO)),
    Question(
        "plan", "choice", _("Hebt u al een persoonlijk plan (PIP)?"),
        _("PIP betekent: Plan Inburgering en Participatie. U maakt het met uw gemeente."), (YES, NO),
    ),
    Question(
        "plan_datum", "day", _("Welke datum staat op uw eerste PIP?"),
        _("Kreeg u later een nieuw plan? Vul dan toch de datum van het eerste plan in."),
    ),
    Question(
        "brief", "day", _("Welke datum staat op de brief van DUO?"),
        _("In die brief staat dat u moet inburgeren. Hebt u nog geen brief? Kies dan “Weet ik niet”."),
    ),
    Question(
        "woont", "choice", _("Waar woont u nu?"), "",
        (
            Option("woning", _("In een huis in mijn gemeente")),
            Option("azc", _("In een azc of een andere opvang")),
        ),
    ),
    Question("woning_sinds", "day", _("Woont u in een huis? Sinds wanneer staat u daar ingeschreven?"),
             _("Woont u in een azc? Laat dit leeg.")),
    Question(
        "route", "choice", _("Welke leerroute staat in uw plan?"),
        _("Hebt u nog geen plan? Kies de route die u verwacht."),
        (
            Option("B1", _("B1-route"), _("U leert Nederlands en doet examens.")),
            Option("onderwijs", _("Onderwijsroute"), _("U bereidt zich voor op een opleiding.")),
            Option("Z", _("Z-route"), _("U volgt lessen en doet mee, zonder examens.")),
        ),
    ),
    Question(
        "niveau", "choice", _("Op welk niveau doet u uw taalexamens?"),
        _("U begint met B1. Alleen uw gemeente mag dat later veranderen in A2."),
        (Option("B1", _("B1")), Option("A2", _("A2: mijn gemeente heeft mijn plan veranderd"))),
    ),
    Question("les", "choice", _("Zijn uw lessen begonnen?"), _("De lessen die uw gemeente voor u regelt."), (YES, NO)),
    Question("les_sinds", "day", _("Zijn uw lessen begonnen? Wanneer was de eerste les?"),
             _("Nog niet begonnen? Laat dit leeg.")),
    *(Question(part, "choice", label, "", EXAM) for part, label in EXAM_PARTS.items()),
    Question("pvt", "choice", _("Participatieverklaring (PVT)"), _("Les over Nederland, en dan een handtekening."),
             (DONE, NOT_DONE)),
    Question("map", "choice", _("Module Arbeidsmarkt en Participatie (MAP)"), _("Lessen en oefenen over werk."),
             (DONE, NOT_DONE)),
    Question("uren", "number", _("Hoeveel uur les hebt u al gehad?"),
             _("Tel alle uren Nederlands en KNM bij een school met het keurmerk van Blik op Werk."),
             most=3000, unit=_("uur")),
    Question("participatie", "number", _("Hoeveel uur hebt u al meegedaan (participatie)?"),
             _("Bijvoorbeeld vrijwilligerswerk of stage, voor de Z-route."), most=3000, unit=_("uur")),
    Question("extra", "number", _("Hoeveel maanden extra tijd gaf DUO u al?"), _("Geen extra tijd? Vul 0 in."),
             most=60, unit=_("maanden")),
    Question(
        "hinder", "choice", _("Kon u een tijd niet leren?"),
        _("3 maanden of langer. Kies het belangrijkste. DUO kan dan extra tijd geven."),
        (
            Option("nee", _("Nee")),
            Option("ziek", _("Ik was ziek")),
            Option("ziek_familie", _("Mijn partner, kind of ouder was ziek")),
            Option("overlijden", _("Mijn partner, kind of ouder is overleden")),
            Option("bevalling", _("Ik kreeg een baby")),
            Option("dakloos", _("Ik had geen huis")),
            Option("opvanghuis", _("Ik woonde in een opvang omdat het thuis niet veilig was")),
            Option("alfabetisering", _("Ik leerde eerst lezen en schrijven")),
            Option("school", _("Mijn school kon geen les geven")),
            Option("entree", _("Ik volg een entreeopleiding (mbo 1)")),
            Option("anders", _("Iets anders")),
        ),
    ),
    Question("hinder_van", "day", _("Wanneer begon dat?"), _("De eerste dag. Maand en jaar is ook goed.")),
    Question("hinder_tot", "day", _("Wanneer stopte dat?"), _("Is het nog niet gestopt? Laat dit leeg.")),
    Question("week", "number", _("Hoeveel uur per week leert u?"), _("Tel de lessen en het huiswerk samen."),
             least=1, most=60, unit=_("uur per week")),
    Question("week_participatie", "number", _("Hoeveel uur per week doet u mee?"),
             _("Bijvoorbeeld vrijwilligerswerk of stage, voor de Z-route."), most=60, unit=_("uur per week")),
    Question(
        "klaar", "choice", _("Hoe lang moet u nog leren, als u zo doorgaat?"),
        _("Vraag het aan uw docent. Het is een schatting."),
        (
            Option("nu", _("Ik ben al klaar voor de examens")),
            Option("3m", _("Korter dan 3 maanden")),
            Option("6m", _("3 tot 6 maanden")),
            Option("12m", _("6 maanden tot 1 jaar")),
            Option("18m", _("1 jaar tot anderhalf jaar")),
            Option("24m", _("Anderhalf jaar tot 2 jaar")),
            Option("lang", _("Langer dan 2 jaar")),
        ),
    ),
    Question("inkomen", "choice", _("Had u 2 jaar geleden inkomen, of had uw partner dat?"),
             _("Dit is belangrijk voor een lening van DUO."), (YES, NO)),
    Question("paspoort", "choice", _("Wilt u ook zien wanneer u Nederlander kunt worden?"), "", (YES, NO)),
    Question("geldig_vanaf", "day", _("Vanaf welke dag is uw eerste vergunning geldig?"),
             _("Dit staat in uw besluit van de IND. Bij asiel is dat vaak de dag van uw aanvraag.")),
    Question("onderbroken", "choice", _("Was u langer dan 6 maanden weg uit Nederland, of een tijd zonder vergunning?"),
             "", (YES, NO)),
    Question(
        "partner", "choice", _("Hebt u een Nederlandse partner?"), "",
        (
            Option("getrouwd", _("Ja, wij zijn getrouwd en wonen samen")),
            Option("samen", _("Ja, wij wonen samen")),
            NO,
        ),
    ),
    Question("partner_sinds", "day", _("Een Nederlandse partner? Sinds wanneer woont u samen?"),
             _("Getrouwd? Vul de dag in waarop u getrouwd was én samenwoonde. Woonde u daarvoor al samen in Nederland? "
               "Vul dan die dag in. Geen partner? Laat dit leeg.")),
    Question("staatloos", "choice", _("Bent u staatloos?"),
             _("U hebt dan geen nationaliteit. Dit staat in de BRP van uw gemeente."), (YES, NO)),
)  # fmt: skip

QUESTIONS = {question.key: question for question in _ALL}
