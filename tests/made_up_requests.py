"""What tests with requests made from a contract share: what an answer must be, and few examples, always the same."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, Phase, Verbosity, settings


def checks() -> tuple[Any, ...]:
    """No server error, and no status, kind of content, header or body that the contract does not name."""
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_headers_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

    return (
        not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
        response_schema_conformance,
    )  # fmt: skip


def bounded(max_examples: int) -> settings:
    """So many examples per operation; raise the number to look for more."""
    return settings(
        max_examples=max_examples, derandomize=True, deadline=None, database=None, verbosity=Verbosity.quiet,
        phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
