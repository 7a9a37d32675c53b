"""Streets of Uberlândia by region; the coordinates are the middle of a district."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class District:
    """A district: millionths of a degree, a postal code stem, some of its streets."""

    name: str
    region: str
    latitude_e6: int
    longitude_e6: int
    postal_stem: str
    streets: tuple[str, ...]


DISTRICTS = (
    District(
        "Santa Mônica",
        "leste",
        -18_917_900,
        -48_248_300,
        "38408",
        (
            "Rua das Acácias",
            "Avenida Segismundo Pereira",
            "Rua João Limírio dos Anjos",
            "Avenida Belarmino Cotta Pacheco",
        ),
    ),
    District(
        "Tibery",
        "leste",
        -18_903_400,
        -48_251_800,
        "38405",
        ("Avenida Benjamim Magalhães", "Rua Rio Grande do Sul", "Avenida Espanha"),
    ),
    District(
        "Segismundo Pereira",
        "leste",
        -18_925_200,
        -48_231_000,
        "38408",
        ("Avenida Salomão Abrahão", "Rua Jerônimo Martins do Nascimento"),
    ),
    District(
        "Centro",
        "centro",
        -18_918_700,
        -48_276_900,
        "38400",
        (
            "Avenida Afonso Pena",
            "Rua Goiás",
            "Rua Olegário Maciel",
            "Avenida João Pinheiro",
        ),
    ),
    District(
        "Martins",
        "centro",
        -18_909_800,
        -48_287_600,
        "38400",
        (
            "Avenida Vasconcelos Costa",
            "Rua Coronel Antônio Alves",
            "Rua Bernardo Sayão",
        ),
    ),
    District(
        "Saraiva",
        "centro",
        -18_929_400,
        -48_265_700,
        "38408",
        ("Avenida Rondon Pacheco", "Rua José Ayube", "Rua Francisco Vicente Ferreira"),
    ),
    District(
        "Presidente Roosevelt",
        "norte",
        -18_889_600,
        -48_276_300,
        "38401",
        ("Avenida Cesário Crosara", "Rua Mário Faria", "Rua Buriti Alegre"),
    ),
    District(
        "Residencial Gramado",
        "norte",
        -18_873_500,
        -48_283_900,
        "38402",
        ("Rua das Petúnias", "Rua dos Gerânios"),
    ),
    District(
        "Luizote de Freitas",
        "oeste",
        -18_917_200,
        -48_335_100,
        "38414",
        ("Rua Mateus Vaz", "Avenida José Fonseca e Silva", "Rua Genarino Cazabona"),
    ),
    District(
        "Jaraguá",
        "oeste",
        -18_919_900,
        -48_310_400,
        "38413",
        ("Rua Indianópolis", "Avenida dos Municípios", "Rua Canápolis"),
    ),
    District(
        "Granada",
        "sul",
        -18_947_100,
        -48_247_000,
        "38410",
        ("Rua Vital José Carrijo", "Avenida João Bernardes de Souza"),
    ),
    District(
        "Morada da Colina",
        "sul",
        -18_949_300,
        -48_277_200,
        "38411",
        ("Rua Rafael Marino Neto", "Avenida dos Vinhedos"),
    ),
    District(
        "Laranjeiras",
        "sul",
        -18_960_800,
        -48_241_300,
        "38410",
        ("Rua das Bergamotas", "Avenida Seme Simão"),
    ),
)

REFERENCES = (
    "Portão verde ao lado da farmácia",
    "Em frente à praça",
    "Esquina com a padaria",
    "Casa de muro azul",
    "Segundo portão depois do posto",
    "Prédio de tijolo à vista",
    None,
    None,
    None,
)
ACCESS_NOTES = (
    "Chave na portaria",
    "Cachorro solto: toque a campainha",
    "Interfone quebrado: ligue ao chegar",
    "Só entra com documento",
    "Escada estreita, sem elevador",
    None,
    None,
    None,
    None,
    None,
)
COMPLEMENTS = (
    "fundos",
    "ap. 203",
    "ap. 1104",
    "casa 2",
    "bloco B",
    "sala 7",
    None,
    None,
)
