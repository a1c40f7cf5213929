"""Filters for the templates of the planner."""

from __future__ import annotations

import datetime as dt

from django import template

from doorstroom.web.planner.words import day_in_words, rule_language

register = template.Library()


@register.filter
def dag(day: dt.date) -> str:
    """A day in words, in the language of the page."""
    return day_in_words(day)


@register.simple_tag
def regeltaal() -> str:
    """The language of the sentences that the rules themselves tell: Dutch or English."""
    return rule_language()
