"""Builds small PDFs: words at places, which is all that such a table is."""

from __future__ import annotations

from collections.abc import Sequence

WIDTH, HEIGHT = 600, 400

Words = tuple[float, float, str]
"""From the left, from the bottom, and what stands there."""


def build_pdf(pages: Sequence[Sequence[Words]]) -> bytes:
    """A PDF of these pages, in Helvetica of 10 points."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for at, words in enumerate(pages):
        drawn = "".join(
            f"BT /F1 10 Tf {left} {bottom} Td ({text}) Tj ET\n" for left, bottom, text in words
        )
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * at} 0 R >>",
            f"<< /Length {len(drawn)} >>\nstream\n{drawn}endstream",
        ]
    return _write(objects)


def _write(objects: Sequence[str]) -> bytes:
    written = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    start = len(written)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    written += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    size = len(objects) + 1
    return written + f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()
