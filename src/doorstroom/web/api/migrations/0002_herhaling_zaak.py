"""Answers that are kept know which case they are about, so that they can go with its person."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("api", "0001_initial"),
        ("zaken", "0003_wissen"),
    ]

    operations = [
        migrations.AddField(
            model_name="herhaling",
            name="zaak",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="zaken.zaak"
            ),
        ),
    ]
