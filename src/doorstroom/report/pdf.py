"""A report as PDF that screen readers can follow (PDF/UA-1), made from the same page as the HTML."""

from __future__ import annotations

import hashlib

from doorstroom.report.html import as_html
from doorstroom.report.model import Report


def as_pdf(report: Report) -> bytes:
    """The document as bytes; the same report gives the same bytes."""
    from weasyprint import HTML

    page = as_html(report, screen=False)
    identifier = hashlib.sha256(page.encode()).digest()[:16]
    document: bytes = HTML(string=page).write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier)
    return document
