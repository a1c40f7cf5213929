"""What the screens keep beside the register. A projection can be made again at any time; the rest is work under way.

The truth about a case is its events. ``Zaak``, ``Inzage`` and ``Klok`` are computed from them (``projection``), so that
a work list is one indexed query. ``Toewijzing``, ``Concept``, ``Voorstel``, ``Overdracht``, ``Plaatsing``, ``Bericht``,
``Brief`` and ``Bestand`` are records of the work itself.
"""

from __future__ import annotations

import uuid

from django.db import models

from doorstroom.web.toegang.models import Gebruiker, Organisatie


class Zaak(models.Model):
    """A case as lists show it, as of ``peildatum``."""

    system = models.CharField(max_length=32)
    case_id = models.CharField(max_length=64)
    person_id = models.CharField(max_length=64, db_index=True)
    #: Version of the case in the register that this was computed from.
    version = models.PositiveIntegerField(default=0)
    peildatum = models.DateField()
    gemeente = models.CharField(max_length=32, blank=True)
    stand = models.CharField(max_length=32, blank=True)
    doelgroep = models.CharField(max_length=48, blank=True)
    leerroute = models.CharField(max_length=16, blank=True)
    #: All that a list shows of a name.
    initialen = models.CharField(max_length=8, blank=True)
    taal = models.CharField(max_length=8, blank=True)
    #: When the person was erased, after the time for keeping data (``beheer.wissen``).
    gewist_op = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("system", "case_id"), name="zaak_once"),)

    def __str__(self) -> str:
        return self.case_id

    @property
    def klantmanager(self) -> Gebruiker | None:
        """Who handles the case for the municipality that is responsible now; None when nobody does yet."""
        return self.behandelaar_van(self.gemeente)

    def behandelaar_van(self, organisation: str) -> Gebruiker | None:
        """Who handles the case for an organisation."""
        found = self.toewijzingen.select_related("gebruiker").filter(organisatie=organisation).first()
        return found.gebruiker if found else None


class Toewijzing(models.Model):
    """Who handles a case for an organisation. Each organisation has its own: DUO's officer is no klantmanager."""

    zaak = models.ForeignKey(Zaak, on_delete=models.CASCADE, related_name="toewijzingen")
    organisatie = models.CharField(max_length=32)
    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="toewijzingen")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("zaak", "organisatie"), name="toewijzing_once"),)

    def __str__(self) -> str:
        return f"{self.zaak_id} {self.organisatie}"


class Inzage(models.Model):
    """That an organisation may see a case, why, and until when (inclusive; null: as long as the reason holds)."""

    zaak = models.ForeignKey(Zaak, on_delete=models.CASCADE, related_name="inzage")
    organisatie = models.CharField(max_length=32)
    reden = models.CharField(max_length=32)
    tot_en_met = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("zaak", "organisatie", "reden"), name="inzage_once"),)
        indexes = (models.Index(fields=("organisatie", "zaak")),)

    def __str__(self) -> str:
        return f"{self.organisatie} {self.reden}"


class Klok(models.Model):
    """A clock or task that asks something of somebody. ``soort``: law, plan (practice, no law) or task (no date)."""

    zaak = models.ForeignKey(Zaak, on_delete=models.CASCADE, related_name="klokken")
    naam = models.CharField(max_length=64)
    soort = models.CharField(max_length=8)
    status = models.CharField(max_length=16)
    begin = models.DateField(null=True)
    #: Last day (inclusive); null when it cannot be told or there is none.
    uiterlijk = models.DateField(null=True)
    eigenaar = models.CharField(max_length=16)
    #: The organisation on whose list it stands.
    organisatie = models.CharField(max_length=32)
    reden_nl = models.TextField(blank=True)
    reden_en = models.TextField(blank=True)
    #: Name of the action that is the next step, for those on whose list it stands; empty when there is none.
    stap = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("zaak", "naam"), name="klok_once"),)
        indexes = (models.Index(fields=("organisatie", "eigenaar", "uiterlijk")),)

    def __str__(self) -> str:
        return f"{self.zaak_id} {self.naam}"


class Concept(models.Model):
    """A draft of a form, kept for who was writing it."""

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE)
    zaak = models.ForeignKey(Zaak, on_delete=models.CASCADE)
    actie = models.CharField(max_length=64)
    gegevens = models.JSONField(default=dict)
    version = models.PositiveIntegerField()
    bewaard_op = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("gebruiker", "zaak", "actie"), name="concept_once"),)


class Voorstel(models.Model):
    """An event that waits for the agreement of somebody else. Its id is made by the client, so a retry is harmless."""

    OPEN, AKKOORD, AFGEWEZEN, INGETROKKEN = "open", "akkoord", "afgewezen", "ingetrokken"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    zaak = models.ForeignKey(Zaak, on_delete=models.CASCADE, related_name="voorstellen")
    actie = models.CharField(max_length=64)
    valid_on = models.DateField()
    payload = models.JSONField()
    instance = models.CharField(max_length=64)
    #: The version that it corrects or withdraws, if it is not something new.
    vervangt = models.UUIDField(null=True)
    trekt_in = models.BooleanField(default=False)
    version = models.PositiveIntegerField()
    voorgesteld_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="voorstellen")
    voorgesteld_op = models.DateTimeField()
    stand = models.CharField(max_length=16, default=OPEN)
    beslist_door = models.ForeignKey(Gebruiker, null=True, on_delete=models.PROTECT, related_name="beslissingen")
    beslist_op = models.DateTimeField(null=True)
    reden = models.TextField(blank=True)


class Overdracht(models.Model):
    """A transfer of a case between municipalities: offered, then accepted, refused or withdrawn."""

    AANGEBODEN, AANVAARD, GEWEIGERD, INGETROKKEN = "aangeboden", "aanvaard", "geweigerd", "ingetrokken"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    zaak = models.ForeignKey(Zaak, on_delete=models.CASCADE, related_name="overdrachten")
    van = models.CharField(max_length=32)
    naar = models.CharField(max_length=32)
    toelichting = models.TextField(blank=True)
    aangeboden_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="overdrachten")
    aangeboden_op = models.DateTimeField()
    stand = models.CharField(max_length=16, default=AANGEBODEN)
    beslist_door = models.ForeignKey(Gebruiker, null=True, on_delete=models.PROTECT, related_name="+")
    beslist_op = models.DateTimeField(null=True)
    reden = models.TextField(blank=True)


class Plaatsing(models.Model):
    """That a newcomer follows lessons at a course provider, which may see the case from then on."""

    zaak = models.ForeignKey(Zaak, on_delete=models.CASCADE, related_name="plaatsingen")
    aanbieder = models.ForeignKey(Organisatie, on_delete=models.PROTECT)
    vanaf = models.DateField()
    tot_en_met = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("zaak", "aanbieder", "vanaf"), name="plaatsing_once"),)


class Bericht(models.Model):
    """A message in a case, between the newcomer and those who help him, or between organisations."""

    zaak = models.ForeignKey(Zaak, on_delete=models.CASCADE, related_name="berichten")
    van = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    #: Code of the organisation that it is for; "inburgeraar" for the newcomer.
    aan = models.CharField(max_length=32)
    tekst = models.TextField(max_length=4000)
    verzonden_op = models.DateTimeField()
    gelezen_op = models.DateTimeField(null=True)


class Brief(models.Model):
    """A letter as it was made: the Dutch decision, and the explanation beside it in another language."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    zaak = models.ForeignKey(Zaak, on_delete=models.CASCADE, related_name="brieven")
    naam = models.CharField(max_length=64)
    onderwerp = models.CharField(max_length=200)
    event_id = models.UUIDField(null=True)
    gemaakt_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField()
    pdf = models.BinaryField()
    uitleg_taal = models.CharField(max_length=8, blank=True)
    uitleg_pdf = models.BinaryField(null=True)
    #: Last day (inclusive) for an objection; null when the letter holds no decision.
    bezwaar_tot_en_met = models.DateField(null=True)


class Bestand(models.Model):
    """A file that somebody added to a case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    zaak = models.ForeignKey(Zaak, on_delete=models.CASCADE, related_name="bestanden")
    naam = models.CharField(max_length=120)
    soort = models.CharField(max_length=32)
    inhoud = models.BinaryField()
    toegevoegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    toegevoegd_op = models.DateTimeField()
    #: Whether the newcomer sees it on his own page.
    voor_inburgeraar = models.BooleanField(default=False)
