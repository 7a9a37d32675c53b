"""A repair's checklist with every kind of item, for screens."""

from typing import Any

Document = dict[str, Any]

TEMPLATE_ID = "019a0000-0000-7000-8000-00000000aaaa"


def a_template() -> Document:
    """Return a repair's checklist with every kind of item."""
    return {
        "id": TEMPLATE_ID,
        "template_id": "019a0000-0000-7000-8000-00000000aaab",
        "number": 7,
        "title": "Reparo TV por fibra",
        "service_type": "repair",
        "technology": "iptv",
        "sections": [
            {
                "title": "Antes de começar",
                "checklist_items": [
                    an_item(
                        "safety",
                        "instruction",
                        "Segurança primeiro",
                        help="Acima de 2 m use cinto e escada amarrada.",
                        required=False,
                    ),
                    an_item(
                        "drop", "tick", "Drop sem emenda exposta?", not_applicable=True
                    ),
                    a_number(
                        "rx",
                        "Potência na ONT",
                        "dBm",
                        ("-32", "-5"),
                        ("-27", "-24", "-15", "-8"),
                    ),
                ],
            },
            {
                "title": "Medições",
                "checklist_items": [
                    a_number(
                        "cn",
                        "C/N no ponto da TV",
                        "dB",
                        ("4", "16"),
                        ("9", "12", None, None),
                        repeat_for="tv_point",
                        help="Meça com o receptor ligado.",
                    ),
                    an_item(
                        "channels",
                        "tick",
                        "Os canais abrem nas 2 TVs?",
                        not_applicable=True,
                    ),
                    an_item(
                        "cause",
                        "choice",
                        "O que causou o defeito?",
                        choices=choices(
                            "connector:Conector",
                            "drop:Cabo ou drop",
                            "stb:Receptor",
                            "network:Rede externa",
                        ),
                    ),
                    an_item(
                        "connector_photo",
                        "photo",
                        "Foto do conector novo",
                        shown_when={"item": "cause", "in": ["connector"]},
                    ),
                    an_item("serial", "scan", "Serial do receptor"),
                    an_item(
                        "remark", "text", "Observação para o cliente", required=False
                    ),
                    an_item(
                        "used",
                        "choice",
                        "Material usado",
                        multiple=True,
                        required=False,
                        choices=choices(
                            "f:Conector F",
                            "rg6:Cabo RG6",
                            "clip:Fixador de parede com bucha de seis milímetros",
                        ),
                    ),
                ],
            },
        ],
    }


def an_item(item_id: str, kind: str, prompt: str, **facts: Any) -> Document:
    return {
        "id": item_id,
        "kind": kind,
        "prompt": prompt,
        "help": None,
        "required": True,
        "repeat_for": None,
        "shown_when": None,
        "photo_on": [],
        "note_on": [],
        **facts,
    }


def a_number(
    item_id: str, prompt: str, unit: str, scale: tuple, bounds: tuple, **facts: Any
) -> Document:
    names = ("red_below", "amber_below", "amber_above", "red_above")
    limit = {"when": {}, **dict(zip(names, bounds, strict=True))}
    return an_item(
        item_id,
        "number",
        prompt,
        quantity=item_id,
        unit=unit,
        decimals=1,
        scale={"from": scale[0], "to": scale[1]},
        limits=[limit],
        **{"photo_on": ["amber"], "note_on": ["amber", "red"], **facts},
    )


def choices(*pairs: str) -> list[Document]:
    return [
        dict(zip(("value", "label"), pair.split(":"), strict=True)) for pair in pairs
    ]
