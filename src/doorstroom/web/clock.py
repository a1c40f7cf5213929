"""What time it is for the screens: the one place where the view layer reads the clock.

A demonstration plays on another day (``DEMO_DAY``): then the clock starts there when the server does, and runs on.
"""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings

from doorstroom.clock import utc_now

#: The law counts days as people in the Netherlands live them.
HERE = ZoneInfo("Europe/Amsterdam")


def now() -> dt.datetime:
    """The present moment, in UTC."""
    started, day = settings.SERVER_STARTED, settings.DEMO_DAY
    real = utc_now()
    if day is None:
        return real
    return dt.datetime.combine(day, dt.time(9), HERE).astimezone(dt.UTC) + (real - started)


def today() -> dt.date:
    """The present day in the Netherlands."""
    return now().astimezone(HERE).date()
