"""The people of the mock-ups, as they stand in the first day of the demo."""

from random import Random
from typing import Any

from fieldapp.cli.demo.customers import (
    Household,
    device,
    distance_from_base_m,
    household,
)
from fieldapp.cli.demo.device_models import DEVICE_MODELS, DeviceModel

MARLENE_SAID = (
    "As duas TVs ficaram com tela preta depois da chuva. A internet funciona."
)


def marlene(rng: Random) -> Household:
    """Return the household whose order every mock-up shows."""
    home = household(rng, region="leste", name="Marlene Aparecida Duarte")
    home.customer.update(phones=["+5534900000452"], document_masked="***.444.***")
    home.site.update(
        street="Rua das Acácias",
        number="214",
        complement="fundos",
        district="Santa Mônica",
        postal_code="38408120",
        reference_point="Portão verde ao lado da farmácia",
        access_note="Cachorro solto: toque a campainha",
        latitude="-18.911300",
        longitude="-48.262200",
        distance_from_base_m=3200,
        counts={"tv_point": 2},
    )
    home.devices[:] = [
        device(rng, _model("ONT ZTE F670L"), "sala", "ZTEGC8A1F02B"),
        device(rng, _model("Receptor ZTE B866V2"), "sala", "B866V2-7710439"),
        device(rng, _model("Receptor ZTE B866V2"), "quarto", "B866V2-7710440"),
    ]
    return home


def wesley(rng: Random) -> Household:
    """Return the finished installation of the office's mock-up."""
    home = household(rng, region="leste", name="Wesley Prado")
    home.customer.update(phones=["+5534900000453"], document_masked="***.318.***")
    home.site.update(
        street="Avenida Segismundo Pereira",
        number="1870",
        complement=None,
        district="Santa Mônica",
        postal_code="38408170",
    )
    home.devices[:] = [device(rng, _model("ONT ZTE F670L"), "sala", "ZTEGC8A20D17")]
    return home


def ranch(rng: Random) -> Household:
    """Return a farm outside the fibre, where only the dish reaches."""
    home = household(rng, region="leste", name="Sebastião Naves de Oliveira")
    home.site.update(
        street="Estrada do Pau Furado, km 9",
        number="",
        complement="Sítio Boa Vista",
        district="Zona rural leste",
        postal_code="38409899",
        reference_point="Porteira branca depois da ponte",
        access_note="Feche a porteira: tem gado",
        latitude="-18.871900",
        longitude="-48.172600",
        distance_from_base_m=distance_from_base_m(-18_871_900, -48_172_600),
        counts={"tv_point": 1},
    )
    home.devices[:] = [
        device(rng, _model("Antena Elsys 90 cm"), "telhado"),
        device(rng, _model("LNBF Embrasat universal"), "telhado"),
        device(rng, _model("Receptor Vivensis VX20"), "sala"),
    ]
    return home


def condominium(rng: Random) -> Household:
    """Return the building whose key lies at the porter's."""
    home = household(rng, region="centro", name="Cond. Solar das Palmeiras")
    home.site.update(district="Saraiva", complement="bloco B")
    home.site.update(access_note="Chave na portaria", reference_point=None)
    return home


def earlier_visits(*titles: tuple[str, str, str]) -> list[dict[str, Any]]:
    """Return visits from before this system, oldest last: title, instant, name."""
    return [
        {
            "happened_at": happened_at,
            "title": title,
            "technician_name": name,
            "outcome": "completed",
            "readings": [],
        }
        for title, happened_at, name in titles
    ]


def _model(name: str) -> DeviceModel:
    return next(model for model in DEVICE_MODELS if model.name == name)
