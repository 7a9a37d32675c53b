"""Who works at Cerrado Fibra; the five logins that the README names come first."""

from dataclasses import dataclass

PASSWORD = "demonstracao"  # noqa: S105 # printed on the screen: it opens made-up data


@dataclass(frozen=True, slots=True)
class Person:
    """One user; region and department are None where they mean nothing."""

    login: str
    name: str
    role: str
    region: str | None = None
    department: str | None = None

    @property
    def email(self) -> str:
        """Return the address that signs in."""
        return f"{self.login}@cerrado.example"


MARCOS = Person("marcos", "Marcos Sales", "technician", "leste")
PRISCILA = Person("priscila", "Priscila Nunes", "dispatcher", None, "field")
RENATA = Person("renata", "Renata Campos", "supervisor", None, "field")
ADMINISTRATOR = Person("admin", "Helena Bastos", "administrator")
AUDITOR = Person("auditor", "Ivan Quadros", "auditor")
KATIA = Person("katia", "Kátia Borges", "dispatcher", None, "support")
OTAVIO = Person("otavio", "Otávio Lacerda", "dispatcher", None, "sales")

TECHNICIANS = (
    MARCOS,
    Person("patricia", "Patrícia Moura", "technician", "centro"),
    Person("danilo", "Danilo Rezende", "technician", "centro"),
    Person("edson", "Edson Vieira", "technician", "norte"),
    Person("jaqueline", "Jaqueline Prado", "technician", "norte"),
    Person("wagner", "Wagner Resende", "technician", "oeste"),
    Person("tania", "Tânia Kalil", "technician", "sul"),
    Person("robson", "Robson Brito", "technician", "sul"),
    Person("luana", "Luana Ferraz", "technician", "leste"),
    Person("cleber", "Cleber Antunes", "technician", "oeste"),
    Person("simone", "Simone Okabe", "technician", "centro"),
    Person("adilson", "Adilson Pacheco", "technician", "norte"),
)
OFFICE = (PRISCILA, RENATA, ADMINISTRATOR, AUDITOR, KATIA, OTAVIO)
PEOPLE = TECHNICIANS + OFFICE

ORGANIZATION = {
    "name": "Cerrado Fibra",
    "phone": "+553400000100",
    "whatsapp": "+5534900000100",
    "time_zone": "America/Sao_Paulo",
    "base": {"latitude": "-18.918600", "longitude": "-48.277200"},
}
