"""Texts of parts that all pages share and that newcomers read too, so that they need every language.

Each is marked where it is used as well; here it is marked once more, so that the translations of this application have
it. ``tests/web/test_mijn_talen.py`` finds one that is no longer used.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop, ngettext_lazy

#: The frame, notices, pages about what went wrong, signing in.
FRAME = (
    gettext_noop("Naar de inhoud"),
    gettext_noop("Naar het begin"),
    gettext_noop("Hoofdmenu"),
    gettext_noop("Gelukt"),
    gettext_noop("Let op"),
    gettext_noop("Dit kan niet"),
    gettext_noop("Ter informatie"),
    gettext_noop("Niet gevonden"),
    gettext_noop("Deze bladzijde of zaak bestaat niet, of is niet van u om te zien."),
    gettext_noop("Hier mag u niet bij"),
    gettext_noop("Dit hoort niet bij uw rol."),
    gettext_noop("Te groot"),
    gettext_noop("Wat u stuurde is te groot. Een bestand mag hooguit 10 MB zijn. Er is niets vastgelegd."),
    gettext_noop("Dit verzoek klopt niet"),
    gettext_noop("Wij kunnen niet lezen wat uw browser stuurde."),
    gettext_noop("Er ging iets mis bij ons"),
    gettext_noop("Er is niets vastgelegd. Probeer het later nog een keer."),
    gettext_noop("Het formulier is verlopen"),
    gettext_noop(
        "Dit formulier is verlopen of komt niet van deze site. Er is niets vastgelegd. "
        "Ga terug en laad de bladzijde opnieuw."
    ),
    gettext_noop("Wij kennen u hier niet"),
    gettext_noop(
        "U bent goed ingelogd, maar er is voor u geen account. "
        "Vraag de beheerder van uw organisatie om er een te maken."
    ),
    gettext_noop("Inloggen is niet gelukt"),
    gettext_noop("Het andere systeem gaf geen bruikbaar antwoord. Probeer het nog een keer."),
    gettext_noop("Inloggen is gestopt"),
    gettext_noop("U hebt het inloggen zelf gestopt."),
    gettext_noop("Opnieuw inloggen"),
    gettext_noop("Uitloggen"),
    gettext_noop("Te veel pogingen"),
    gettext_noop("Wacht vijf minuten en probeer het dan opnieuw."),
    gettext_noop("Wat nog niet zeker is heet “nog te bevestigen”. Een besluit dat iemand raakt neemt een mens."),
)
#: Forms.
FORMS = (
    gettext_noop("Het formulier klopt nog niet."),
    gettext_noop("niet verplicht"),
    gettext_noop("ja"),
    gettext_noop("nee"),
    gettext_noop("weet ik niet"),
    gettext_noop("kies"),
    gettext_noop("niet bekend of niet van toepassing"),
    gettext_noop("Schrijf een dag die bestaat, zoals 9-3-2026."),
    gettext_noop("De zaak is intussen veranderd."),
    gettext_noop("Deze handeling hoort niet bij uw rol."),
    gettext_noop("Kies wat u wilt aanvullen of intrekken."),
    gettext_noop("Dit formulier is al gebruikt. Begin opnieuw."),
)
#: How far a day is away, and how a term stands.
DAYS = (
    gettext_noop("vandaag"),
    ngettext_lazy("nog %(n)d dag", "nog %(n)d dagen"),
    ngettext_lazy("%(n)d dag te laat", "%(n)d dagen te laat"),
    gettext_noop("gehaald"),
    gettext_noop("gehaald, te laat"),
    gettext_noop("nog niet begonnen"),
    gettext_noop("datum nog niet bekend"),
    gettext_noop("zonder wettelijke datum"),
)
