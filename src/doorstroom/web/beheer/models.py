"""What the administration keeps: checks of the register, and the runs in which people were erased."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Literal

from django.db import models

from doorstroom.web.toegang.models import Gebruiker

#: A check that told nothing for so long was cut off: the process that did it is gone.
SILENT = dt.timedelta(minutes=2)


class Controle(models.Model):
    """A check of the whole register, asked for by somebody; it runs beside the page."""

    gevraagd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    begonnen_op = models.DateTimeField()
    #: When it last told how far it was.
    bijgewerkt_op = models.DateTimeField()
    klaar_op = models.DateTimeField(null=True)
    gebeurtenissen = models.PositiveBigIntegerField(default=0)
    zaken = models.PositiveBigIntegerField(default=0)
    aantal_bevindingen = models.PositiveIntegerField(default=0)
    #: The first of what is wrong, as sentences.
    bevindingen = models.JSONField(default=list)
    #: The seal that it was compared with, if any, and the one that was made.
    vergeleken = models.CharField(max_length=90, blank=True)
    zegel = models.CharField(max_length=90, blank=True)
    #: Why it could not be done.
    fout = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ("-begonnen_op", "-pk")

    def __str__(self) -> str:
        return f"{self.begonnen_op}"

    def stand(self, moment: dt.datetime) -> Literal["goed", "fout", "mislukt", "loopt", "afgebroken"]:
        """How it stands at a moment."""
        if self.fout:
            return "mislukt"
        if self.klaar_op is None:
            return "loopt" if moment - self.bijgewerkt_op < SILENT else "afgebroken"
        return "fout" if self.aantal_bevindingen else "goed"


class Wisronde(models.Model):
    """People whom somebody proposed to erase, and what somebody else said to that."""

    OPEN, LOOPT, UITGEVOERD = "open", "loopt", "uitgevoerd"
    AFGEWEZEN, INGETROKKEN = "afgewezen", "ingetrokken"
    #: What is not closed yet.
    GAANDE = (OPEN, LOOPT)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisatie = models.CharField(max_length=32)
    #: The day on which the terms were over.
    peildatum = models.DateField()
    voorgesteld_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    voorgesteld_op = models.DateTimeField()
    stand = models.CharField(max_length=16, default=OPEN)
    beslist_door = models.ForeignKey(Gebruiker, null=True, on_delete=models.PROTECT, related_name="+")
    beslist_op = models.DateTimeField(null=True)
    reden = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ("-voorgesteld_op",)

    def __str__(self) -> str:
        return f"{self.voorgesteld_op} {self.stand}"


class Gewiste(models.Model):
    """Somebody in a run, by the number that the log knows; ``uitkomst`` is empty until it was done."""

    GEWIST, GEBLEVEN = "gewist", "gebleven"

    ronde = models.ForeignKey(Wisronde, on_delete=models.CASCADE, related_name="mensen")
    person_id = models.CharField(max_length=64, db_index=True)
    zaken = models.JSONField()
    #: Last day (inclusive) on which the person might be known.
    tot_en_met = models.DateField()
    uitkomst = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("ronde", "person_id"), name="gewiste_once"),)

    def __str__(self) -> str:
        return f"{self.person_id} {self.uitkomst}"
