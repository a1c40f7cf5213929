"""What the API keeps: programs and their keys, answers to be repeated, webhooks and their deliveries, jobs that ran.

Nothing here is about a case itself: what a program records stands in the register, with the program as actor.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Literal

from django.db import models

from doorstroom.web.toegang.models import Gebruiker, Organisatie
from doorstroom.web.zaken.models import Zaak


class Programma(models.Model):
    """A program of an organisation. Its account is the actor in events and log, and has no role of its own:

    what it may do a key says.
    """

    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="programmas")
    naam = models.CharField(max_length=80)
    gebruiker = models.OneToOneField(Gebruiker, on_delete=models.PROTECT, related_name="programma")

    class Meta:
        ordering = ("naam",)
        constraints = (models.UniqueConstraint(fields=("organisatie", "naam"), name="programma_once"),)

    def __str__(self) -> str:
        return self.naam


class Sleutel(models.Model):
    """A key of a program. Only its hash is kept; ``begin`` is what people recognise it by."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    programma = models.ForeignKey(Programma, on_delete=models.CASCADE, related_name="sleutels")
    hash = models.CharField(max_length=64, unique=True)
    begin = models.CharField(max_length=12)
    rollen = models.JSONField()
    uitgegeven_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    uitgegeven_op = models.DateTimeField()
    verloopt_op = models.DateTimeField()
    ingetrokken_op = models.DateTimeField(null=True)
    laatst_gebruikt_op = models.DateTimeField(null=True)
    #: How many requests it may make in a minute; the minute that is counted, and how many there were in it.
    per_minuut = models.PositiveIntegerField()
    minuut = models.DateTimeField(null=True)
    aantal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-uitgegeven_op",)

    def __str__(self) -> str:
        return f"{self.programma} {self.begin}"

    def stand(self, moment: dt.datetime) -> Literal["geldig", "verlopen", "ingetrokken"]:
        """Whether it works: "geldig", "verlopen" or "ingetrokken"."""
        if self.ingetrokken_op is not None:
            return "ingetrokken"
        return "geldig" if moment < self.verloopt_op else "verlopen"


class Herhaling(models.Model):
    """An Idempotency-Key that somebody used: for which request, and the answer to give again."""

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE)
    sleutel = models.UUIDField()
    #: Of method, address and body: another request under the same key is refused.
    hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    antwoord = models.JSONField(null=True)
    koppen = models.JSONField(default=dict)
    #: The case that the answer is about, if any: the answer goes when its person is erased.
    zaak = models.ForeignKey(Zaak, null=True, on_delete=models.CASCADE, related_name="+")
    gemaakt_op = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("gebruiker", "sleutel"), name="herhaling_once"),)


class Abonnement(models.Model):
    """Where an organisation wants to be told that something was recorded in a case that it sees."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisatie = models.ForeignKey(Organisatie, on_delete=models.CASCADE, related_name="abonnementen")
    url = models.URLField(max_length=500)
    #: To sign with, encrypted: the server needs it, who reads the database must not have it.
    geheim = models.TextField()
    #: Event types; empty: all of the topics that the organisation sees.
    typen = models.JSONField(default=list)
    actief = models.BooleanField(default=True)
    #: Up to where the log was looked at for this subscription, per system.
    gelezen_tot = models.JSONField(default=dict)
    gemaakt_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField()

    class Meta:
        ordering = ("gemaakt_op",)


class Aflevering(models.Model):
    """The outbox: one notification for one subscription, until it was accepted or given up."""

    WACHT, BEZORGD, DOOD = "wacht", "bezorgd", "dood"

    abonnement = models.ForeignKey(Abonnement, on_delete=models.CASCADE, related_name="afleveringen")
    event_id = models.UUIDField()
    volgnummer = models.PositiveBigIntegerField()
    bericht = models.JSONField()
    stand = models.CharField(max_length=8, default=WACHT)
    pogingen = models.PositiveSmallIntegerField(default=0)
    #: Not before this moment; while somebody tries, so far ahead that nobody else does.
    volgende_op = models.DateTimeField()
    gemaakt_op = models.DateTimeField()
    bezorgd_op = models.DateTimeField(null=True)
    #: What came of the last attempt: an HTTP status, or a word for what went wrong.
    uitkomst = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("volgnummer",)
        constraints = (models.UniqueConstraint(fields=("abonnement", "event_id"), name="aflevering_once"),)
        indexes = (models.Index(fields=("stand", "volgende_op")),)


class Werkgang(models.Model):
    """When a job of ``doorstroom worker`` ran last, so that it runs once wherever there are several workers."""

    naam = models.CharField(max_length=64, primary_key=True)
    begonnen_op = models.DateTimeField()
    klaar_op = models.DateTimeField(null=True)
    volgende_op = models.DateTimeField()
    uitkomst = models.CharField(max_length=500, blank=True)
    gelukt = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.naam
