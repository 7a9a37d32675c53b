"""The 18 device models of the company, and how their serials look."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DeviceModel:
    """A model; `#` in the serial pattern is a digit, `@` a hexadecimal one."""

    kind: str
    name: str
    serial_pattern: str
    has_mac: bool = True


DEVICE_MODELS = (
    DeviceModel("ont", "ONT ZTE F670L", "ZTEGC8@@@@@@"),
    DeviceModel("ont", "ONT ZTE F6600P", "ZTEGD1@@@@@@"),
    DeviceModel("ont", "ONT Huawei EG8145V5", "48575443@@@@@@@@"),
    DeviceModel("ont", "ONT Huawei HG8546M", "48575444@@@@@@@@"),
    DeviceModel("ont", "ONT FiberHome AN5506-04", "FHTT9C@@@@@@"),
    DeviceModel("ont", "ONT Intelbras 121AC", "ITBS2A@@@@@@"),
    DeviceModel("router", "Roteador TP-Link EX220", "22#####0#####"),
    DeviceModel("router", "Roteador ZTE H3601P", "ZTEH36@@@@@@"),
    DeviceModel("router", "Roteador Intelbras W6-1500", "W615#######"),
    DeviceModel("stb", "Receptor ZTE B866V2", "B866V2-#######"),
    DeviceModel("stb", "Receptor ZTE B760H", "B760H-#######"),
    DeviceModel("stb", "Receptor SEI S905X4", "SEI#########"),
    DeviceModel("stb", "Receptor Century Midiabox B7", "CB7########"),
    DeviceModel("stb", "Receptor Vivensis VX20", "VX20#######"),
    DeviceModel("antenna", "Antena Century 60 cm", "A60######", has_mac=False),
    DeviceModel("antenna", "Antena Elsys 90 cm", "E90######", has_mac=False),
    DeviceModel("lnbf", "LNBF Embrasat universal", "LNU######", has_mac=False),
    DeviceModel("lnbf", "LNBF Century SAT HD", "LSH######", has_mac=False),
)


def models_of(kind: str) -> tuple[DeviceModel, ...]:
    """Return the models of one kind."""
    return tuple(model for model in DEVICE_MODELS if model.kind == kind)
