"""The tables of the API."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("toegang", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Werkgang",
            fields=[
                ("naam", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("begonnen_op", models.DateTimeField()),
                ("klaar_op", models.DateTimeField(null=True)),
                ("volgende_op", models.DateTimeField()),
                ("uitkomst", models.CharField(blank=True, max_length=500)),
                ("gelukt", models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name="Abonnement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("url", models.URLField(max_length=500)),
                ("geheim", models.TextField()),
                ("typen", models.JSONField(default=list)),
                ("actief", models.BooleanField(default=True)),
                ("gelezen_tot", models.JSONField(default=dict)),
                ("gemaakt_op", models.DateTimeField()),
                (
                    "gemaakt_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="abonnementen",
                        to="toegang.organisatie",
                    ),
                ),
            ],
            options={
                "ordering": ("gemaakt_op",),
            },
        ),
        migrations.CreateModel(
            name="Programma",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("naam", models.CharField(max_length=80)),
                (
                    "gebruiker",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programma",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="programmas", to="toegang.organisatie"
                    ),
                ),
            ],
            options={
                "ordering": ("naam",),
            },
        ),
        migrations.CreateModel(
            name="Sleutel",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("hash", models.CharField(max_length=64, unique=True)),
                ("begin", models.CharField(max_length=12)),
                ("rollen", models.JSONField()),
                ("uitgegeven_op", models.DateTimeField()),
                ("verloopt_op", models.DateTimeField()),
                ("ingetrokken_op", models.DateTimeField(null=True)),
                ("laatst_gebruikt_op", models.DateTimeField(null=True)),
                ("per_minuut", models.PositiveIntegerField()),
                ("minuut", models.DateTimeField(null=True)),
                ("aantal", models.PositiveIntegerField(default=0)),
                (
                    "programma",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sleutels", to="api.programma"
                    ),
                ),
                (
                    "uitgegeven_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("-uitgegeven_op",),
            },
        ),
        migrations.CreateModel(
            name="Aflevering",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event_id", models.UUIDField()),
                ("volgnummer", models.PositiveBigIntegerField()),
                ("bericht", models.JSONField()),
                ("stand", models.CharField(default="wacht", max_length=8)),
                ("pogingen", models.PositiveSmallIntegerField(default=0)),
                ("volgende_op", models.DateTimeField()),
                ("gemaakt_op", models.DateTimeField()),
                ("bezorgd_op", models.DateTimeField(null=True)),
                ("uitkomst", models.CharField(blank=True, max_length=200)),
                (
                    "abonnement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="afleveringen", to="api.abonnement"
                    ),
                ),
            ],
            options={
                "ordering": ("volgnummer",),
                "indexes": [models.Index(fields=["stand", "volgende_op"], name="api_aflever_stand_ceccd2_idx")],
                "constraints": [models.UniqueConstraint(fields=("abonnement", "event_id"), name="aflevering_once")],
            },
        ),
        migrations.CreateModel(
            name="Herhaling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sleutel", models.UUIDField()),
                ("hash", models.CharField(max_length=64)),
                ("status", models.PositiveSmallIntegerField(null=True)),
                ("antwoord", models.JSONField(null=True)),
                ("koppen", models.JSONField(default=dict)),
                ("gemaakt_op", models.DateTimeField(db_index=True)),
                (
                    "gebruiker",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("gebruiker", "sleutel"), name="herhaling_once")],
            },
        ),
        migrations.AddConstraint(
            model_name="programma",
            constraint=models.UniqueConstraint(fields=("organisatie", "naam"), name="programma_once"),
        ),
    ]
