"""The office registers equipment, finds it by what stands on it, reads its history."""

from uuid import uuid4

import pytest
from company import ORIGIN
from sqlalchemy import select

from fieldapp import database
from fieldapp.domain.label_batches import FIRST_NUMBER
from fieldapp.domain.labels import format_label, label_of
from fieldapp.ids import uuid7
from fieldapp.models import Device, LedgerEntry
from fieldapp.services import audit, devices
from fieldapp.sync import reconciler

pytestmark = pytest.mark.both_databases

LIST = "/office/devices"
SERIAL, MAC = "B866V2-7710439", "A0:B1:C2:D3:E4:F5"
LABEL = label_of(FIRST_NUMBER + 77)


@pytest.fixture(autouse=True)
def printed(company):
    """Reserve a batch of labels, of which LABEL is one."""
    batch = {
        "label_batch_id": str(uuid4()),
        "first_number": FIRST_NUMBER,
        "count": 100,
    }
    return company.act("reserve_labels", None, batch)


@pytest.fixture
def box(company, order):
    return register(company, order)


def register(company, order, **facts):
    """Register a set-top box that is lent at the order's house."""
    arguments = {
        "device_id": str(uuid4()),
        "model": "zte_b866v2",
        "serial": SERIAL,
        "mac": MAC,
        "label": LABEL,
        "owner": "company",
        "place": {"kind": "site", "work_order_id": order["id"], "location": "sala"},
        **facts,
    }
    return company.act("register_device", None, arguments)


def form(**typed):
    return {
        "model": "zte_b866v2",
        "serial": SERIAL.lower(),
        "owner": "company",
        "place": "stock",
        "operation_id": uuid7(),
        **typed,
    }


def post(office, **typed):
    return office.post(LIST, data=form(**typed), headers=ORIGIN)


def registered():
    with database.reading() as connection:
        return connection.execute(select(Device.__table__)).all()


def test_a_form_becomes_a_device_with_its_history(company, office, order):
    answer = post(
        office,
        mac="a0b1.c2d3.e4f5",
        label=format_label(LABEL).lower(),
        place="site",
        order=f"OS {order['number']}",
        location="sala",
    )

    page = office.get(answer.location).text
    assert answer.status_code == 303
    for said in (SERIAL, MAC, format_label(LABEL), order["customer"]["name"]):
        assert said in page
    for said in ("Receptor ZTE B866V2", "Comodato", "Equipamento cadastrado"):
        assert said in page
    assert "Priscila Nunes" in page


def test_the_same_form_twice_registers_once(office):
    typed = form()

    first = office.post(LIST, data=typed, headers=ORIGIN)
    again = office.post(LIST, data=typed, headers=ORIGIN)

    assert (first.status_code, first.location) == (again.status_code, again.location)
    assert len(registered()) == 1


@pytest.mark.parametrize(
    "typed",
    [
        SERIAL,
        "b866v2 7710",
        "7710439",
        MAC,
        "a0b1c2d3e4f5",
        "D3-E4-F5",
        LABEL[-6:],
        LABEL[-6:].lower(),
        format_label(LABEL),
        "Receptor ZTE",
    ],
)
def test_a_device_is_found_by_what_stands_on_it(company, office, order, box, typed):
    register(
        company,
        order,
        model="zte_f670l",
        serial="ZTEGC8A1F02B",
        mac=None,
        label=None,
    )

    page = office.get(LIST, query_string={"q": typed}).text

    assert f"{LIST}/{box['id']}" in page
    assert "ZTEGC8A1F02B" not in page


@pytest.mark.parametrize("typed", ["100%", "_", "\\", "\x00", "<b>", "9" * 500])
def test_a_search_for_nothing_says_so(office, box, typed):
    answer = office.get(LIST, query_string={"q": typed, "page": "99999999999"})

    assert answer.status_code == 200
    if typed.strip("\x00"):
        assert f"{LIST}/{box['id']}" not in answer.text


def test_the_list_narrows_by_kind_and_place(company, office, order, box):
    van = {"id": company.marcos.id, "name": company.marcos.name}
    other = register(
        company,
        order,
        model="zte_f670l",
        serial="ZTEGC8A1F02B",
        mac=None,
        label=None,
        place={"kind": "van", "technician": van},
    )

    def listed(**filters):
        page = office.get(LIST, query_string=filters).text
        return [each["id"] for each in (box, other) if each["id"] in page]

    assert listed(kind="stb") == [box["id"]]
    assert listed(place="van") == [other["id"]]
    assert listed(kind="nonsense", place="nowhere") == [box["id"], other["id"]]
    assert "Marcos Sales" in office.get(LIST, query_string={"place": "van"}).text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"serial": "b866v2 7710439"}, "já está cadastrada"),
        ({"serial": "N-1234", "mac": "a0b1c2d3e4f5"}, "Outro equipamento tem o MAC"),
        ({"serial": "N-1234", "label": LABEL}, "está em outro equipamento"),
        (
            {"serial": "N-1234", "label": label_of(FIRST_NUMBER + 100)},
            "nunca foi impressa",
        ),
    ],
)
def test_what_another_device_has_is_refused_with_a_sentence(office, box, typed, words):
    answer = post(office, **typed)

    assert answer.status_code == 422
    assert words in answer.text
    assert len(registered()) == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"model": "zte_moon"}, "Escolha o modelo"),
        ({"serial": "AB1"}, "de 4 a 64 letras"),
        ({"serial": "<script>alert(1)</script>"}, "de 4 a 64 letras"),
        ({"mac": "A0:B1:C2"}, "Um MAC tem 12 caracteres"),
        ({"mac": "FF:FF:FF:FF:FF:FF"}, "Um MAC tem 12 caracteres"),
        ({"label": "12345678"}, "não é um código de etiqueta"),
        ({"place": "van", "technician": "nobody"}, "Escolha de quem é o carro"),
        ({"place": "site", "order": "99.999.999"}, "Essa OS não existe"),
        ({"place": "site", "order": "\x00"}, "Essa OS não existe"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_registered(office, typed, words):
    answer = post(office, **typed)

    assert answer.status_code == 422
    assert words in answer.text
    assert registered() == []


def test_two_desks_that_register_the_same_serial_at_once(office, box, monkeypatch):
    """The later transaction looked before the earlier one was there to be seen."""
    looked = iter([True])
    taken_mark = devices.taken_mark
    monkeypatch.setattr(
        devices,
        "taken_mark",
        lambda *asked: None if next(looked, False) else taken_mark(*asked),
    )

    answer = post(office)

    assert answer.status_code == 422
    assert "já está cadastrada" in answer.text
    assert len(registered()) == 1


def test_technicians_and_auditors_do_not_register(company):
    for someone, status in ((company.marcos, 403), (company.auditor, 403)):
        answer = post(company.browser(someone))
        assert answer.status_code == status
    assert registered() == []


def test_a_phone_cannot_register_equipment(company, order):
    """The operation is the office's: over the protocol it is stored as rejected."""
    phone = company.phone(company.marcos)
    phone.sync()
    phone.write(
        "register_device",
        {
            "device_id": str(uuid4()),
            "model": "zte_b866v2",
            "serial": SERIAL,
            "owner": "company",
            "place": {"kind": "stock"},
        },
        None,
    )
    phone.sync()

    with database.reading() as connection:
        query = select(LedgerEntry.status, LedgerEntry.problem_code).where(
            LedgerEntry.name == "register_device"
        )
        assert [tuple(row) for row in connection.execute(query)] == [
            ("rejected", "role")
        ]
    assert registered() == []


def test_a_device_names_the_orders_about_it(company, office, order, box):
    """A house calls again: the new order names the device that stands there."""
    entry = {"id": box["id"], "kind": "stb", "model": box["model"], "serial": SERIAL}
    entry |= {"mac": None, "location": "sala"}
    again = company.order(company.danilo, devices=[entry])
    stranger = company.order(company.danilo)

    page = office.get(f"{LIST}/{box['id']}").text

    for each in (order, again):
        assert f"/office/work_orders/{each['id']}" in page
    assert stranger["id"] not in page


def test_the_ledger_of_a_device_is_whole(company, box, tmp_path):
    with database.reading() as connection:
        assert devices.one(connection, box["id"]).document == box
        assert audit.verify(connection, set()).breaks == []
    store = company.app.extensions["evidence_store"]
    assert reconciler.run(store, tmp_path).findings == []


def test_a_device_that_nobody_registered_is_not_found(office):
    assert office.get(f"{LIST}/{uuid4()}").status_code == 404
