"""The process that answers: ``python -m doorstroom.web.serving HOST PORT WORKERS``, with settings in the environment.

A process of its own, started by ``doorstroom serve`` in its place: workers are split off from it, and a process that
has worked with Polars cannot be split (its threads do not come along, and the first question would wait for ever).
"""

from __future__ import annotations

import sys

from gunicorn.app.base import BaseApplication


class Served(BaseApplication):
    """The application under gunicorn, configured here instead of on a command line."""

    def __init__(self, host: str, port: int, workers: int) -> None:
        self._asked = {
            "bind": f"{host}:{port}",
            "workers": workers,
            "threads": 4,
            "worker_class": "gthread",
            "accesslog": None,
            "errorlog": "-",
            "loglevel": "warning",
            "timeout": 60,
            "max_requests": 20_000,
            "max_requests_jitter": 1_000,
        }
        super().__init__()

    def load_config(self) -> None:
        """What gunicorn asks for."""
        for name, value in self._asked.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        """The application, loaded in each worker: connections are not shared between processes."""
        from doorstroom.web.wsgi import application

        return application


if __name__ == "__main__":
    Served(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])).run()
