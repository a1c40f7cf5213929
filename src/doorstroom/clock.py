"""The present moment. Only the view layer asks; everything below it is told."""

import datetime as dt


def utc_now() -> dt.datetime:
    """This moment, in UTC."""
    return dt.datetime.now(dt.UTC)
