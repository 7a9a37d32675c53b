"""Labels as PDF: a QR that any camera opens, its code for people, whom to call."""

import json
from dataclasses import dataclass
from pathlib import Path

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.util import QRData, optimal_mode

from fieldapp.domain.documents import Document
from fieldapp.domain.labels import format_label
from fieldapp.problem import Problem
from fieldapp.reports import words
from fieldapp.reports.typesetting import typeset
from fieldapp.translating import gettext as _

TEMPLATE = Path(__file__).with_name("labels.typ")
FORMS = ("a4", "thermal")
LABELS_A_SHEET = 21
QUIET = 4
"""Light modules around a symbol, as ISO/IEC 18004 asks."""
DOTS_MM = 25.4 / 203
"""One dot of a thermal printer: a module is a whole number of them."""
MODULE_DOTS = (5, 4)
LARGEST_MM = 25.7


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed: codes, the address they lead to, the form, labels used up."""

    codes: list[str]
    address: str
    form: str
    skip: int = 0


def label_pdf(sheet: Sheet, organization: Document, language: str) -> bytes:
    """Return the file; raises Problem label_address_too_long."""
    symbols, phone = symbols_of(sheet), organization.get("phone")
    lang, _hyphen, region = language.partition("-")
    data = {
        "title": _("Labels"),
        "organization": organization["name"],
        "contact": words.phone(phone) if phone else "",
        "hint": _("Need help? Point the camera here, or call:"),
        "lang": lang,
        "region": region or None,
        "form": sheet.form,
        "skip": sheet.skip if sheet.form == "a4" else 0,
        "symbol_mm": symbol_mm(symbols[sheet.codes[0]]),
        "labels": [
            {"code": format_label(code), "file": f"{code}.svg"} for code in sheet.codes
        ],
    }
    files = {f"{code}.svg": svg(symbol).encode() for code, symbol in symbols.items()}
    return typeset(TEMPLATE, {**files, "data.json": json.dumps(data).encode()})


def symbols_of(sheet: Sheet) -> dict[str, QRCode]:
    """Return the symbol of each code, all of the smallest version that holds one.

    Which of eight masks is best takes longest to find. Codes of one sheet differ in
    few characters: the mask of the first serves all.
    """
    first = _symbol(sheet, sheet.codes[0])
    version, mask = first.version, first.best_mask_pattern()
    return {code: _symbol(sheet, code, version, mask) for code in sheet.codes}


def link_of(address: str, code: str) -> str:
    """Return what a symbol says: in upper case it takes the fewest modules."""
    return f"{address}/D/{code}".upper()


def symbol_mm(symbol: QRCode) -> float:
    """Return the width with its quiet zone; raises Problem label_address_too_long."""
    modules = int(symbol.modules_count) + 2 * QUIET
    for dots in MODULE_DOTS:
        width = modules * dots * DOTS_MM
        if width <= LARGEST_MM:
            return round(width, 4)
    raise Problem("label_address_too_long")


def svg(symbol: QRCode) -> str:
    """Return the symbol with its quiet zone as one path, a run of modules each."""
    side = symbol.modules_count + 2 * QUIET
    path = "".join(
        f"M{start + QUIET} {y + QUIET}h{length}v1h-{length}z"
        for y, row in enumerate(symbol.modules)
        for start, length in _runs(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}" '
        f'viewBox="0 0 {side} {side}"><path d="{path}"/></svg>'
    )


def _runs(row: list[bool | None]) -> list[tuple[int, int]]:
    """Return where each run of dark modules starts and how long it is."""
    runs: list[tuple[int, int]] = []
    for x, is_dark in enumerate(row):
        if is_dark and runs and sum(runs[-1]) == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif is_dark:
            runs.append((x, 1))
    return runs


def _symbol(
    sheet: Sheet, code: str, version: int | None = None, mask: int | None = None
) -> QRCode:
    link = link_of(sheet.address, code).encode()
    symbol = QRCode(
        version=version, error_correction=ERROR_CORRECT_Q, border=0, mask_pattern=mask
    )
    symbol.add_data(QRData(link, mode=optimal_mode(link)), optimize=0)
    symbol.make(fit=version is None)
    return symbol
