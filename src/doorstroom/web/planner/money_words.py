"""What the pages say about money: what is paid for, who pays, what it costs, and whether one can borrow."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from doorstroom.web.planner.money import Cost, Loan
from doorstroom.web.planner.questions import SHORT_PARTS
from doorstroom.web.planner.timeline import in_a_row
from doorstroom.web.planner.words import euros


def what_of(cost: Cost) -> str:
    """What is paid for."""
    if cost.what == "examens":
        parts = in_a_row([str(SHORT_PARTS[part]) for part in cost.parts])
        return _("Examens: %(parts)s") % {"parts": parts}
    return {
        "lessen": _("Lessen"),
        "pvt": _("Participatieverklaring (PVT)"),
        "map": _("Module Arbeidsmarkt en Participatie (MAP)"),
        "participatie": _("Meedoen (participatie)"),
        "eindgesprek": _("Eindgesprek"),
    }[cost.what]


def payer_of(cost: Cost) -> str:
    """Who pays."""
    return {
        "gemeente": _("Uw gemeente"),
        "rijk": _("De overheid"),
        "u": _("U"),
        "hangt_af": _("Dat hangt af van uw antwoorden"),
    }[cost.payer]


def price_of(cost: Cost) -> str:
    """What the person pays."""
    if cost.what == "lessen" and cost.payer != "gemeente":
        return _("Vraag de prijs aan een school.")
    if cost.most is None:
        return _("Deze prijs staat niet in de wet. Kijk op duo.nl.")
    if cost.most == 0:
        left = cost.free_left[0] if cost.free_left else 0
        free = ngettext("U hebt nog %(left)d gratis poging.", "U hebt nog %(left)d gratis pogingen.", left)
        return free % {"left": left} if left else _("U betaalt niets.")
    if cost.least == cost.most:
        return _("%(price)s per examen") % {"price": euros(cost.most)}
    return _("%(least)s tot %(most)s per examen") % {"least": euros(cost.least or 0), "most": euros(cost.most)}


def told_loan(loan: Loan) -> str:
    """Whether one can borrow, in a sentence or two."""
    if not loan.possible:
        return _("U kunt hiervoor geen geld lenen bij DUO.")
    if loan.most is not None and loan.certain:
        return _("U kunt tot %(most)s lenen bij DUO. Een lening betaalt u terug.") % {"most": euros(loan.most)}
    ceiling = {"most": euros(loan.ceiling or 0)}
    if not loan.certain:
        return _("Misschien kunt u lenen bij DUO, tot %(most)s. Dat hangt af van uw vergunning.") % ceiling
    return _("U kunt hoogstens %(most)s lenen bij DUO. Uw inkomen telt mee. Een lening betaalt u terug.") % ceiling
