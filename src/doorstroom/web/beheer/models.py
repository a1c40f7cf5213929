"""What the administration keeps: checks of the register."""

from __future__ import annotations

import datetime as dt
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
