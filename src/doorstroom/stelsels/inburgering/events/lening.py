"""Loans for the inburgering (WET 19-21): application, income test, payments and repayment."""

from datetime import date
from typing import Literal

from pydantic import Field

from doorstroom.kernel.events import EventType


class LeningAangevraagd(
    EventType,
    type="lening_aangevraagd",
    nl="Lening aangevraagd",
    en="Loan asked for",
    by="DUO",
):
    """DUO received the application."""


class LeningBesloten(
    EventType,
    type="lening_besloten",
    nl="Op de lening besloten",
    en="Loan decided",
    by="DUO",
):
    """DUO decided on the application; ``bedrag`` is the maximum that may be borrowed, in euros."""

    toegekend: bool
    bedrag: float | None = Field(default=None, ge=0)


class LeningInkomenVastgesteld(
    EventType,
    type="lening_inkomen_vastgesteld",
    nl="Inkomen voor de lening vastgesteld",
    en="Income for the loan",
    by="Belastingdienst",
):
    """Of the tax office: incomes of the year t-2 and the taxable minimum wage of that test, in euros."""

    inkomen: float = Field(ge=0)
    inkomen_partner: float = Field(default=0, ge=0)
    heeft_partner: bool
    belastbaar_minimumloon: float = Field(gt=0)


class LeningUitbetaald(
    EventType,
    type="lening_uitbetaald",
    nl="Lening uitbetaald",
    en="Loan paid out",
    by="DUO",
):
    """DUO paid an invoice or an exam fee out of the loan on ``valid_on``, in euros.

    ``keurmerk``: the course was of a school with the keurmerk.
    """

    bedrag: float = Field(gt=0)
    doel: Literal["cursus", "taalschakeltraject", "alfabetisering", "examen"]
    keurmerk: bool | None = None


class LeningAfgelost(
    EventType,
    type="lening_afgelost",
    nl="Op de lening afgelost",
    en="Loan repaid in part",
    by="DUO",
):
    """The person repaid, in euros."""

    bedrag: float = Field(gt=0)


class LeningTerugbetalingVastgesteld(
    EventType,
    type="lening_terugbetaling_vastgesteld",
    nl="Terugbetaling vastgesteld",
    en="Repayment decided",
    by="DUO",
):
    """DUO decided that the loan must be repaid; ``bedrag`` is the debt in that decision, in euros."""

    bedrag: float = Field(ge=0)
    onherroepelijk_op: date | None = None


class LeningAfgewikkeld(EventType, type="lening_afgewikkeld", nl="Lening afgewikkeld", en="Loan settled", by="DUO"):
    """Nothing is asked on the loan any more: repaid, the rest lapsed, or judged uncollectable."""

    wijze: Literal["afgelost", "vervallen", "oninbaar"]
