"""The sheet as PDF/A-3 with the evidence bundle attached, set by typst."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from fieldapp.domain.documents import Document
from fieldapp.reports.drawings import qr_svg, signature_svg
from fieldapp.reports.typesetting import typeset
from fieldapp.templating.icons import icons
from fieldapp.translating import gettext as _

TEMPLATE = Path(__file__).with_name("report.typ")
MARKS = {"good": "check", "bad": "circle-x", "note": "circle-alert", "visada": "visada"}
DIGEST_SHOWN = 24
PEN = 'fill="none" stroke="#000" stroke-width="2" stroke-linecap="round"'
SPOT = 'class="spot"'


def pdf(
    sheet: Document, pictures: dict[str, bytes], bundle: str, issued: datetime
) -> bytes:
    """Return the file; `pictures` holds a JPEG by digest, what is missing is said."""
    data = _data(sheet, pictures, issued)
    files = {
        "bundle.json": bundle.encode(),
        "qr.svg": qr_svg(sheet["link"].upper()).encode(),
        **{f"{name}.svg": _icon(icon) for name, icon in MARKS.items()},
        **{f"{digest}.jpg": content for digest, content in pictures.items()},
        **{
            f"signature-{at}.svg": signature_svg(each["drawing"]).encode()
            for at, each in enumerate(sheet["signatures"])
            if each["drawing"]
        },
        "data.json": json.dumps(data).encode(),
    }
    return typeset(TEMPLATE, files)


def _data(
    sheet: Document, pictures: dict[str, bytes], issued: datetime
) -> dict[str, Any]:
    lang, _hyphen, region = sheet["language"].partition("-")
    return {
        **sheet,
        "lang": lang,
        "region": region or None,
        "issued": list(issued.timetuple())[:6],
        "attachment": _("Evidence bundle: fieldapp verify-bundle checks it"),
        "photos": [_photo(photo, pictures) for photo in sheet["photos"]],
        "signatures": [
            _signature(at, each) for at, each in enumerate(sheet["signatures"])
        ],
    }


def _photo(photo: Document, pictures: dict[str, bytes]) -> Document:
    digest = photo["sha256"]
    return {
        "file": f"{digest}.jpg" if digest in pictures else None,
        "caption": photo["caption"],
        "time": photo["time"],
        "digest": digest[:DIGEST_SHOWN],
    }


def _signature(at: int, signature: Document) -> Document:
    return {
        "file": f"signature-{at}.svg" if signature["drawing"] else None,
        "alt": _("Signature of %(name)s", name=signature["name"]),
        "name": signature["name"],
        "document": signature["document"],
        "lines": signature["lines"],
    }


def _icon(name: str) -> bytes:
    inner = icons()[name].replace(SPOT, 'fill="#000"')
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" '
        f'viewBox="0 0 24 24"><g {PEN} stroke-linejoin="round">{inner}</g></svg>'
    ).encode()
