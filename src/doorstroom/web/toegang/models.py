"""Organisations of the chain and the people who work there, and newcomers with a page of their own."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models

from doorstroom.web.toegang import matrix

SOORTEN = [
    ("gemeente", "Gemeente"),
    ("duo", "DUO"),
    ("coa", "COA"),
    ("ind", "IND"),
    ("dtenv", "DTenV"),
    ("aanbieder", "Cursusaanbieder"),
    ("platform", "Beheer van dit systeem"),
]


class Organisatie(models.Model):
    """An organisation. ``code`` is the one that events use: the municipality code, or a name such as DUO."""

    code = models.CharField(max_length=32, unique=True)
    soort = models.CharField(max_length=16, choices=SOORTEN)
    naam = models.CharField(max_length=120)
    #: What letters say: where to call and write, who signs.
    telefoon = models.CharField(max_length=32, blank=True)
    adres = models.CharField(max_length=200, blank=True)
    #: Course providers: since and until when they hold the keurmerk (both inclusive; no end: still).
    keurmerk_vanaf = models.DateField(null=True, blank=True)
    keurmerk_tot_en_met = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("naam",)

    def __str__(self) -> str:
        return self.naam


class Gebruiker(AbstractUser):
    """Somebody who signs in: staff of an organisation, or a newcomer (``person_id``, and no organisation)."""

    first_name = last_name = None
    naam = models.CharField(max_length=120)
    organisatie = models.ForeignKey(Organisatie, null=True, blank=True, on_delete=models.PROTECT)
    rollen = models.JSONField(default=list)
    person_id = models.CharField(max_length=64, blank=True, db_index=True)
    taal = models.CharField(max_length=8, default="nl")

    class Meta:
        ordering = ("naam",)

    def __str__(self) -> str:
        return self.naam or self.username

    def get_full_name(self) -> str:
        """The name that colleagues know."""
        return str(self)

    @property
    def soort(self) -> str:
        """Kind of organisation; "inburgeraar" for a newcomer."""
        return self.organisatie.soort if self.organisatie else "inburgeraar"

    def mag(self, right: str, *, own: bool = False) -> bool:
        """Whether the access matrix gives this user a right."""
        return self.is_active and matrix.may(self.rollen, right, own=own)

    def ziet(self, topic: str) -> bool:
        """Whether the access matrix lets this user see a topic of the cases that he may open."""
        return matrix.sees(self.soort, topic)

    def clean(self) -> None:
        """Roles exist and belong to the kind of organisation."""
        super().clean()
        for role in self.rollen:
            if role not in matrix.ROLES:
                raise ValidationError({"rollen": f"de rol '{role}' bestaat niet"})
            if role.partition(".")[0] != self.soort:
                raise ValidationError({"rollen": f"de rol '{role}' past niet bij {self.soort}"})
