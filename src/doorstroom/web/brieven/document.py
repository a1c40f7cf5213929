"""A letter or companion sheet as PDF that screen readers can follow and archives can keep (PDF/UA-1, PDF/A-3a)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

_STYLES = Path(__file__).resolve().parent / "styles"

#: WeasyPrint marks one standard; the other is added to its metadata, with the description of it that PDF/A asks for.
_UA = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1" />
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def as_pdf(template: str, context: dict[str, Any], *, language: str = "") -> bytes:
    """The document of a template; the same context gives the same bytes.

    ``language``: that of the second cell of every row, when it is not Dutch: HTML says so, WeasyPrint leaves it out.
    """
    from weasyprint import HTML

    style = (_STYLES / "brief.css").read_text(encoding="utf-8")
    page = render_to_string(template, {**context, "style": style})
    identifier = hashlib.sha256(page.encode()).digest()[:16]
    document: bytes = HTML(string=page, url_fetcher=_nothing).write_pdf(
        pdf_variant="pdf/a-3a", pdf_identifier=identifier, finisher=_finisher(language)
    )
    return document


def _nothing(url: str, *args: Any, **more: Any) -> Any:
    """A letter needs nothing from elsewhere, so what somebody wrote in it can fetch nothing either."""
    raise ValueError(f"a letter fetches nothing, and not {url}")


def _finisher(language: str) -> Callable[[Any, Any], None]:
    def finish(document: Any, pdf: Any) -> None:
        metadata = _object(pdf, pdf.catalog["Metadata"])
        head, mark, tail = metadata.stream[0].rpartition(b"</rdf:RDF>")
        metadata.stream[0] = head + _UA + mark + tail
        if language:
            _say_language(pdf, language)

    return finish


def _say_language(pdf: Any, language: str) -> None:
    """Note the language of the second cell of each row in the tags, so that it is read aloud in that language."""
    import pydyf  # type: ignore[import-untyped]

    for row in pdf.objects:
        if isinstance(row, pydyf.Dictionary) and row.get("S") == "/TR" and len(row["K"]) == 2:
            _object(pdf, row["K"][1])["Lang"] = pydyf.String(language)


def _object(pdf: Any, reference: Any) -> Any:
    """What a reference such as b"12 0 R" points at."""
    return pdf.objects[int(reference.split()[0])]
