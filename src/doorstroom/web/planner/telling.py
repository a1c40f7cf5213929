"""What the pages say: short whole sentences about the verdict, what-ifs and the road to a passport."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doorstroom.web.planner.outlook import Outlook
from doorstroom.web.planner.passport import Road
from doorstroom.web.planner.questions import SHORT_PARTS, Text
from doorstroom.web.planner.study import Study, Verdict, room_to_learn
from doorstroom.web.planner.timeline import Timeline, in_a_row
from doorstroom.web.planner.whatif import Failed
from doorstroom.web.planner.words import day_in_words, euros, span_in_words


@dataclass(frozen=True)
class Told:
    """A heading of a few words and the sentences under it. ``tone``: how it stands, for a sign beside the words."""

    head: str
    sentences: tuple[str, ...]
    tone: str = "runs"


def act_of(outlook: Outlook) -> str:
    """Which act applies, in a sentence; empty when there is no duty."""
    acts = {act for act in outlook.of("regime") if act is not None}
    if not acts:
        return ""
    if acts == {"wi2021"}:
        return _("Voor u geldt de Wet inburgering 2021.")
    if acts == {"wi2013"}:
        return _("Voor u geldt de oude wet: de Wet inburgering 2013.")
    return _("Wij weten niet zeker welke wet voor u geldt. Kijk in uw brief van DUO.")


def told_verdict(verdict: Verdict, timeline: Timeline, study: Study) -> Told:
    """Am I going to make it: an answer in words, with days from fast to slow. Never a chance."""
    end = timeline.term.span("termijn_laatste_dag")
    days = {
        "fast": day_in_words(verdict.fast) if verdict.fast else "",
        "slow": day_in_words(verdict.slow) if verdict.slow else "",
        "end": span_in_words(end) if end is not None else "",
    }
    if verdict.word == "onbekend":
        return Told(_("Dat kunnen wij nog niet zeggen"), _room(timeline, study), "unknown")
    head, sentences, tone = _VERDICTS[verdict.word]
    if verdict.word == "krap" and verdict.slow is None:
        sentences = (sentences[0], gettext_lazy("Gaat het langzaam? Dan duurt het langer."), sentences[2])
    return Told(str(head), tuple(str(sentence) % days for sentence in sentences), tone)


_VERDICTS: Mapping[str, tuple[Text, tuple[Text, ...], str]] = {
    "klaar": (gettext_lazy("U bent klaar"), (gettext_lazy("U hebt alles gedaan. Gefeliciteerd!"),), "ok"),
    "geen_plicht": (
        gettext_lazy("U hoeft niet in te burgeren"),
        (
            gettext_lazy("Met deze vergunning hoeft u niet in te burgeren."),
            gettext_lazy("Nederlands leren mag natuurlijk wel."),
        ),
        "ok",
    ),
    "voorbij": (
        gettext_lazy("Uw termijn is voorbij"),
        (
            gettext_lazy("De laatste dag van uw termijn was %(end)s."),
            gettext_lazy("Kijk in Mijn Inburgering of u een nieuwe termijn hebt."),
            gettext_lazy("Bel uw gemeente of DUO. Zij kunnen zeggen hoe het verder gaat."),
        ),
        "late",
    ),
    "geen_termijn": (
        gettext_lazy("Dat kunnen wij nog niet zeggen"),
        (
            gettext_lazy("Wij weten niet wanneer uw termijn begint."),
            gettext_lazy("Beantwoord meer vragen, of vraag het DUO."),
        ),
        "unknown",
    ),
    "ruim": (
        gettext_lazy("Ja, als u zo doorgaat"),
        (
            gettext_lazy("Ook als het langzaam gaat, bent u klaar op %(slow)s."),
            gettext_lazy("Uw laatste dag is %(end)s. U bent dus op tijd."),
        ),
        "ok",
    ),
    "krap": (
        gettext_lazy("Misschien wel, misschien niet"),
        (
            gettext_lazy("Gaat het snel? Dan bent u klaar op %(fast)s."),
            gettext_lazy("Gaat het langzaam? Dan bent u klaar op %(slow)s."),
            gettext_lazy("Uw laatste dag is %(end)s. Leer iets meer, of meld u vroeg aan."),
        ),
        "soon",
    ),
    "te_laat": (
        gettext_lazy("Nee, zo niet"),
        (
            gettext_lazy("Als u zo doorgaat, bent u klaar op %(fast)s of later."),
            gettext_lazy("Uw laatste dag is %(end)s."),
            gettext_lazy("Praat met uw gemeente en uw school. Kijk ook bij “Wat als?”."),
        ),
        "late",
    ),
}


def _room(timeline: Timeline, study: Study) -> tuple[str, ...]:
    room = room_to_learn(timeline.term, study, timeline.day)
    if room is None:
        return (_("Vertel hoe u leert. Dan maken wij een schatting."),)
    numbers = {"weeks": room[0], "week": study.week, "hours": room[1]}
    return (
        _("Tot uw laatste veilige examendag kunt u nog %(weeks)d weken leren.") % numbers,
        _("Met %(week)d uur per week is dat %(hours)d uur.") % numbers,
        _("Vraag uw docent of dat genoeg is."),
    )


def notes_of(outlook: Outlook) -> list[str]:
    """What must be said beside the dates."""
    found = []
    if outlook.always("vrijstelling_tijdelijk") and outlook.ever("regime", "wi2021"):
        found.append(_("U bent jonger dan 18. Zolang u naar school moet, hoeft u nog niet in te burgeren."))
    if outlook.ever("regime", "wi2013"):
        found.append(_("De oude wet vraagt examens op niveau A2. Wij rekenen hier alleen uw termijn uit."))
        found.append(_("Kijk voor uw examens en voor een nieuwe termijn in Mijn Inburgering."))
    return found


def still_to_do(outlook: Outlook) -> list[str]:
    """What must be done besides the exams, in words."""
    found = []
    if outlook.ever("heeft_pip") and not outlook.always("voldaan"):
        if not outlook.always("pvt_voldaan"):
            found.append(_("de participatieverklaring (PVT)"))
        if outlook.ever("map_verplicht") and not outlook.always("map_voldaan"):
            found.append(_("de Module Arbeidsmarkt en Participatie (MAP)"))
    return found


# What if --------------------------------------------------------------------------------------------------------------


def told_failure(failed: Failed, day: dt.date) -> tuple[str, ...]:
    """What failing means for one group of exams, as of a day. Of a range the first day is the safe one."""
    words = {
        "parts": in_a_row([str(SHORT_PARTS[part]) for part in failed.parts]),
        "day": day_in_words(failed.sit_by.earliest),
        "register": day_in_words(failed.register_by.earliest),
    }
    if failed.register_by.earliest < day <= failed.register_by.latest:
        sentences = [
            _("%(parts)s. Meld u zo vroeg mogelijk aan, dan is er misschien tijd voor een tweede keer.") % words
        ]
    elif failed.register_by.latest < day:
        sentences = [_("%(parts)s. De tweede uitslag komt dan misschien te laat. Praat met uw gemeente.") % words]
    else:
        told = _("%(parts)s. Meld u uiterlijk aan op: %(register)s. Doe het examen uiterlijk op: %(day)s.")
        sentences = [told % words]
    if failed.most == 0:
        sentences.append(_("De tweede keer is ook gratis."))
    elif failed.most is None:
        sentences.append(_("De tweede keer betaalt u misschien zelf. De prijs staat niet in de wet."))
    else:
        sentences.append(_("De tweede keer kost u %(most)s.") % {"most": euros(failed.most)})
    return tuple(sentences)


def told_not_in_time(outlook: Outlook) -> tuple[str, ...]:
    """What may follow when the term ends and nothing more was done. A fine is never told without rights and help."""
    sentences = []
    if outlook.ever("beschermd_door_keren"):
        # C-158/23 (Keren) and RVS:2025:3087: DUO imposes no fine on who has asylum.
        sentences.append(_("Hebt u asiel? Dan geeft DUO u nu geen boete."))
        sentences.append(_("U moet wel blijven inburgeren."))
    if outlook.ever("asiel_zonder_nieuwe_termijn"):
        sentences.append(_("De wet regelt voor u geen nieuwe tijd. Vraag DUO hoe het verder gaat."))
    fines = [value for name in ("boete_duo_totaal", "oude_wet_boete_maximum") for value in outlook.of(name) if value]
    unknown = any(None in outlook.of(name) for name in ("boete_duo_totaal", "oude_wet_boete_maximum"))
    if (fines or unknown) and not outlook.always("beschermd_door_keren"):
        sentences += [
            _("DUO kan een boete geven, samen hoogstens %(most)s.") % {"most": euros(max(fines))}
            if fines
            else _("DUO kan een boete geven. Hoe hoog die kan zijn, weten wij niet."),
            _("DUO kijkt eerst naar uw situatie. U mag eerst vertellen waarom het niet lukte."),
            _("Bent u het niet eens met de boete? U kunt binnen 6 weken bezwaar maken."),
            _("Gratis hulp krijgt u bij het Juridisch Loket."),
        ]
    months = [value for value in outlook.of("nieuwe_termijn_maanden_bij_boete") if value]
    if months:
        sentences.append(
            _("Bij een boete krijgt u nieuwe tijd: hoogstens %(months)d maanden.") % {"months": max(months)}
        )
    return tuple(sentences)


# The road to a passport -----------------------------------------------------------------------------------------------

#: Permits with which it depends on more than was asked.
_PERMITS: Mapping[str | None, Text] = {
    "tijdelijk": gettext_lazy(
        "Bent u hier voor studie? Dan kan het nog niet. Met een vergunning voor werk meestal wel."
    ),
    "bedienaar": gettext_lazy("Vraag aan de IND of het met uw vergunning kan."),
    "gezin_asiel": gettext_lazy(
        "Heeft uw familielid asiel voor een paar jaar? Dan kan het nog niet. Vraag het aan de IND."
    ),
}


def told_road(road: Road) -> tuple[str, ...]:
    """What else counts on the road, as far as the rules know it."""
    sentences = []
    if road.permit in _PERMITS:
        sentences.append(str(_PERMITS[road.permit]))
    if road.gap:
        sentences.append(_("Was u te lang weg, of had u een tijd geen vergunning? Dan begint de tijd opnieuw."))
    if road.proof is False:
        sentences.append(_("Het certificaat van de Z-route is niet genoeg. U hebt ook examens op A2 nodig."))
    elif road.proof:
        sentences.append(_("Uw inburgeringsdiploma is genoeg voor de taal."))
    else:
        sentences.append(_("U moet de taal kennen op niveau A2. Een inburgeringsdiploma is genoeg."))
    if road.fee is not None:
        sentences.append(_("Het kost nu %(fee)s voor één persoon.") % {"fee": euros(road.fee)})
    sentences += [
        _("Een straf kan in de weg staan. Soms moet u uw andere nationaliteit opgeven."),
        _("Er zijn plannen voor strengere regels (10 jaar, niveau B1). Dat is nog geen wet."),
    ]
    return tuple(sentences)
