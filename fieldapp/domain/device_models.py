"""The models of customer equipment that a new company starts with.

Its catalogue then belongs to the company, which gives out other names and more of them.
"""

from typing import NotRequired, TypedDict

from fieldapp.domain.documents import Document
from fieldapp.problem import Problem


class DeviceModel(TypedDict):
    """One model: `id` is a slug that never changes, `name` what people call it."""

    id: str
    kind: str
    maker: str
    name: str
    has_mac: NotRequired[bool]


DEVICE_KINDS = ("ont", "stb", "router", "antenna", "lnbf")
DEVICE_MODELS: list[DeviceModel] = [
    {"id": "zte_f670l", "kind": "ont", "maker": "ZTE", "name": "ONT ZTE F670L"},
    {"id": "zte_f6600p", "kind": "ont", "maker": "ZTE", "name": "ONT ZTE F6600P"},
    {
        "id": "huawei_eg8145v5",
        "kind": "ont",
        "maker": "Huawei",
        "name": "ONT Huawei EG8145V5",
    },
    {
        "id": "huawei_hg8546m",
        "kind": "ont",
        "maker": "Huawei",
        "name": "ONT Huawei HG8546M",
    },
    {
        "id": "fiberhome_an5506_04",
        "kind": "ont",
        "maker": "FiberHome",
        "name": "ONT FiberHome AN5506-04",
    },
    {
        "id": "intelbras_121ac",
        "kind": "ont",
        "maker": "Intelbras",
        "name": "ONT Intelbras 121AC",
    },
    {
        "id": "tplink_ex220",
        "kind": "router",
        "maker": "TP-Link",
        "name": "Roteador TP-Link EX220",
    },
    {
        "id": "zte_h3601p",
        "kind": "router",
        "maker": "ZTE",
        "name": "Roteador ZTE H3601P",
    },
    {
        "id": "intelbras_w6_1500",
        "kind": "router",
        "maker": "Intelbras",
        "name": "Roteador Intelbras W6-1500",
    },
    {"id": "zte_b866v2", "kind": "stb", "maker": "ZTE", "name": "Receptor ZTE B866V2"},
    {"id": "zte_b760h", "kind": "stb", "maker": "ZTE", "name": "Receptor ZTE B760H"},
    {"id": "sei_s905x4", "kind": "stb", "maker": "SEI", "name": "Receptor SEI S905X4"},
    {
        "id": "century_midiabox_b7",
        "kind": "stb",
        "maker": "Century",
        "name": "Receptor Century Midiabox B7",
    },
    {
        "id": "vivensis_vx20",
        "kind": "stb",
        "maker": "Vivensis",
        "name": "Receptor Vivensis VX20",
    },
    {
        "id": "century_60",
        "kind": "antenna",
        "maker": "Century",
        "name": "Antena Century 60 cm",
        "has_mac": False,
    },
    {
        "id": "elsys_90",
        "kind": "antenna",
        "maker": "Elsys",
        "name": "Antena Elsys 90 cm",
        "has_mac": False,
    },
    {
        "id": "embrasat_universal",
        "kind": "lnbf",
        "maker": "Embrasat",
        "name": "LNBF Embrasat universal",
        "has_mac": False,
    },
    {
        "id": "century_sat_hd",
        "kind": "lnbf",
        "maker": "Century",
        "name": "LNBF Century SAT HD",
        "has_mac": False,
    },
]


def device_models(catalogue: Document) -> list[DeviceModel]:
    """Return the models of a company; an older catalogue names none."""
    found: list[DeviceModel] = catalogue.get("device_models") or DEVICE_MODELS
    return found


def find_model(catalogue: Document, model_id: str) -> DeviceModel:
    """Return one model; raises Problem device_model_unknown."""
    for model in device_models(catalogue):
        if model["id"] == model_id:
            return model
    raise Problem("device_model_unknown", model=model_id)
