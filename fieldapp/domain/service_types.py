"""Kinds of work, technologies and priorities (domain.md sections 4, 5 and 7)."""

from typing import TypedDict


class ServiceType(TypedDict):
    """One kind of work with the minutes and photos that it is planned with."""

    label: str
    minutes: int
    photos: int


SERVICE_TYPES: dict[str, ServiceType] = {
    "installation": {"label": "Installation", "minutes": 120, "photos": 10},
    "repair": {"label": "Repair", "minutes": 60, "photos": 4},
    "stb_setup": {"label": "Set-top box setup", "minutes": 40, "photos": 4},
    "antenna_pointing": {"label": "Antenna pointing", "minutes": 55, "photos": 5},
    "relocation": {"label": "Relocation", "minutes": 105, "photos": 9},
    "upgrade": {"label": "Upgrade", "minutes": 60, "photos": 4},
    "pick_up": {"label": "Pick-up", "minutes": 25, "photos": 3},
    "extra_point": {"label": "Extra point", "minutes": 60, "photos": 6},
}

TECHNOLOGIES: dict[str, str] = {
    "gpon": "GPON",
    "dvb_s": "DVB-S",
    "dvb_s2": "DVB-S2",
    "dvb_c": "DVB-C",
    "isdb_t": "ISDB-T",
    "iptv": "IPTV",
}

PRIORITIES: dict[str, str] = {
    "p1": "Critical",
    "p2": "High",
    "p3": "Normal",
    "p4": "Low",
}
