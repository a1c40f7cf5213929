"""Forms look the same everywhere: ``{{ form }}`` writes all fields with the components of the design system."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class Opmaak(TemplatesSetting):
    """Every form and field is written by the parts under ``templates/onderdelen``."""

    form_template_name = "onderdelen/formulier.html"
    field_template_name = "onderdelen/veld.html"
