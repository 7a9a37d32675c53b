"""How the serials of the company's device models look."""

from dataclasses import dataclass

from fieldapp.domain.device_models import DEVICE_MODELS as CATALOGUE


@dataclass(frozen=True, slots=True)
class DeviceModel:
    """A model; `#` in the serial pattern is a digit, `@` a hexadecimal one."""

    id: str
    kind: str
    name: str
    serial_pattern: str
    has_mac: bool


SERIAL_PATTERNS = {
    "zte_f670l": "ZTEGC8@@@@@@",
    "zte_f6600p": "ZTEGD1@@@@@@",
    "huawei_eg8145v5": "48575443@@@@@@@@",
    "huawei_hg8546m": "48575444@@@@@@@@",
    "fiberhome_an5506_04": "FHTT9C@@@@@@",
    "intelbras_121ac": "ITBS2A@@@@@@",
    "tplink_ex220": "22#####0#####",
    "zte_h3601p": "ZTEH36@@@@@@",
    "intelbras_w6_1500": "W615#######",
    "zte_b866v2": "B866V2-#######",
    "zte_b760h": "B760H-#######",
    "sei_s905x4": "SEI#########",
    "century_midiabox_b7": "CB7########",
    "vivensis_vx20": "VX20#######",
    "century_60": "A60######",
    "elsys_90": "E90######",
    "embrasat_universal": "LNU######",
    "century_sat_hd": "LSH######",
}
DEVICE_MODELS = tuple(
    DeviceModel(
        model["id"],
        model["kind"],
        model["name"],
        SERIAL_PATTERNS[model["id"]],
        model.get("has_mac", True),
    )
    for model in CATALOGUE
)


def models_of(kind: str) -> tuple[DeviceModel, ...]:
    """Return the models of one kind."""
    return tuple(model for model in DEVICE_MODELS if model.kind == kind)
