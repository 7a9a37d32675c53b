"""Drawings on paper as SVG: the code to scan, a signature's strokes."""

import io

import qrcode
from qrcode.image.svg import SvgPathImage

from fieldapp.domain.documents import Document
from fieldapp.domain.strokes import stroke_paths

THIN, PART = 3, 100


def qr_svg(text: str) -> str:
    """Return a QR code; in upper case it needs fewer modules."""
    code = qrcode.QRCode(
        border=0,
        error_correction=qrcode.constants.ERROR_CORRECT_M,
        image_factory=SvgPathImage,
    )
    code.add_data(text)
    written = io.BytesIO()
    code.make_image().save(written)
    return written.getvalue().decode()


def signature_svg(drawing: Document) -> str:
    """Return the strokes in black, as wide as a pen against the box."""
    box = [int(number) for number in drawing["box"]]
    width = max(THIN, box[2] // PART)
    paths = "".join(f'<path d="{path}"/>' for path in stroke_paths(drawing))
    shape = f'width="{box[2]}" height="{box[3]}" viewBox="{" ".join(map(str, box))}"'
    pen = 'fill="none" stroke="#000" stroke-linecap="round" stroke-linejoin="round"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {shape}>'
        f'<g {pen} stroke-width="{width}">{paths}</g></svg>'
    )
