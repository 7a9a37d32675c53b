"""The first sheet of a dossier and its text file: what is in it and how to check it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fieldapp.domain.documents import Document
from fieldapp.models import DossierContent, DossierScope
from fieldapp.problem import Problem
from fieldapp.reports import words
from fieldapp.reports.dossiers.chapters import Chapter
from fieldapp.reports.typesetting import typeset
from fieldapp.translating import current_language
from fieldapp.translating import gettext as _

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Cover:
    """Who made which dossier when; `asked` is the order that it was asked for at."""

    scope: DossierScope
    content: DossierContent
    asked: Document
    organization: Document
    made_at: str
    made_by: str
    public_key: str


def title(cover: Cover) -> str:
    """Return what the dossier is about."""
    order = cover.asked
    site = order["site"]
    place = ", ".join(filter(None, [site["street"], site["number"], site["city"]]))
    return {
        DossierScope.ORDER: _(
            "Dossier of order %(number)s", number=words.number(order["number"])
        ),
        DossierScope.CUSTOMER: _(
            "Dossier of the customer %(name)s", name=order["customer"]["name"]
        ),
        DossierScope.SITE: _("Dossier of the address %(place)s", place=place),
    }[cover.scope]


def pdf(cover: Cover, chapters: list[Chapter]) -> bytes:
    """Return the sheet with a line for each order."""
    zone = cover.organization["time_zone"]
    lang, _hyphen, region = current_language().partition("-")
    data = {
        "lang": lang,
        "region": region or None,
        "organization": cover.organization["name"],
        "title": title(cover),
        "intro": _intro(cover, chapters),
        "facts": _facts(cover, chapters, zone),
        "heads": [
            "OS",
            _("Opened on"),
            _("Service"),
            _("State"),
            _("Events"),
            _("Photos"),
            _("Reports"),
        ],
        "rows": [_row(chapter, zone) for chapter in chapters],
        "check_title": _("How to check it"),
        "check": check_lines(),
        "public_key": cover.public_key,
        "of_pages": _("of"),
    }
    shared = {"sheet.typ": (HERE / "sheet.typ").read_bytes()}
    return typeset(HERE / "cover.typ", {"data.json": _json(data), **shared})


def text(cover: Cover, chapters: list[Chapter]) -> bytes:
    """Return the same in short, for whoever opens the ZIP."""
    lines = [title(cover), "", *_intro(cover, chapters), "", *check_lines()]
    return ("\n".join([*lines, cover.public_key]) + "\n").encode()


def check_lines() -> list[str]:
    """Return how anybody checks it without us."""
    return [
        _(
            "Each folder holds one order: its history, its reports, its evidence and "
            "its original photos."
        ),
        _(
            "“python verify.py” in this folder checks every file without server and "
            "network; it needs Python and its package “cryptography”."
        ),
        _(
            "Ask the company for its public key and give it with --key. This dossier "
            "was sealed with:"
        ),
    ]


def _intro(cover: Cover, chapters: list[Chapter]) -> list[str]:
    why = {
        DossierScope.ORDER: "",
        DossierScope.CUSTOMER: _(
            "In it are the orders with exactly this customer's name that share a "
            "telephone, the tax number or the address with order %(number)s.",
            number=words.number(cover.asked["number"]),
        ),
        DossierScope.SITE: _(
            "In it are the orders with the same postal code, street, number and "
            "complement as order %(number)s.",
            number=words.number(cover.asked["number"]),
        ),
    }[cover.scope]
    is_whole = cover.content == DossierContent.WHOLE
    depth = (
        _("The evidence shows all that is on record. Do not pass it on unread.")
        if is_whole
        else _("The evidence shows what goes out with reports.")
    )
    lost = sum(chapter.lost for chapter in chapters)
    gaps = _("%(num)s photos are not here or not what they were.", num=lost)
    return [line for line in (why, depth, gaps if lost else "") if line]


def _facts(cover: Cover, chapters: list[Chapter], zone: str) -> list[Document]:
    made = words.day_and_time(cover.made_at, zone)
    return [
        {"label": _("Orders"), "text": words.number(len(chapters))},
        {"label": _("Events"), "text": _sum(each.events for each in chapters)},
        {"label": _("Photos"), "text": _sum(each.photos for each in chapters)},
        {"label": _("Made on"), "text": made},
        {"label": _("Made by"), "text": cover.made_by},
    ]


def _sum(counts: Iterable[int]) -> str:
    return str(words.number(sum(counts)))


def _row(chapter: Chapter, zone: str) -> list[str]:
    number, title = str(words.number(chapter.number)), chapter.title
    if chapter.problem:
        title += ". " + Problem(chapter.problem, number=number).message(_)
    return [
        number,
        words.day_and_time(chapter.opened_at, zone)[:10],
        title,
        chapter.state,
        str(chapter.events),
        str(chapter.photos),
        ", ".join(chapter.codes),
    ]


def _json(data: Document) -> bytes:
    return json.dumps(data).encode()
