"""A code leads her to her visit; to others it says whose it is, or whom to call."""

from uuid import uuid4

import pytest
from builders import a_device
from company import ORIGIN

from fieldapp.domain.label_batches import FIRST_NUMBER
from fieldapp.domain.labels import format_label, label_of

LABEL = label_of(FIRST_NUMBER + 7)
MAC = "A0:B1:C2:D3:E4:F5"


@pytest.fixture(autouse=True)
def printed(company):
    batch = {
        "label_batch_id": str(uuid4()),
        "first_number": FIRST_NUMBER,
        "count": 50,
    }
    company.act("reserve_labels", None, batch)


@pytest.fixture
def marcos(company):
    return company.browser(company.marcos)


def register(company, order, serial="N-0001", **facts):
    place = {"kind": "site", "work_order_id": order["id"], "location": None}
    facts = {"label": LABEL, "mac": MAC, "place": place} | facts
    return company.act(
        "register_device", None, a_device(serial, facts.pop("place"), **facts)
    )


def scan(browser, code, **form):
    answer = browser.post("/scans", data={"code": code, **form}, headers=ORIGIN)
    assert answer.status_code == 200, answer.text
    return answer.text


def visit_of(order):
    return f"/visits/{order['visits'][-1]['id']}"


def test_a_label_opens_the_open_visit(company, marcos, order):
    register(company, order)

    answer = marcos.get(f"/D/{LABEL}")

    assert (answer.status_code, answer.location) == (303, visit_of(order))


@pytest.mark.parametrize(
    "code",
    [
        LABEL,
        format_label(LABEL).lower(),
        LABEL[-6:].lower(),
        f"HTTPS://LOCALHOST/D/{LABEL}",
        "n-0001",
        "N 0001",
        MAC.lower(),
        MAC.replace(":", "-"),
    ],
)
def test_a_device_is_known_by_all_that_stands_on_it(company, marcos, order, code):
    register(company, order)

    page = scan(marcos, code)

    assert "É o receptor desta ordem" in page or "desta ordem" in page
    assert visit_of(order) in page


def test_a_former_label_still_leads_there(company, marcos, order):
    device = register(company, order)
    new = {"device_id": device["id"], "label": label_of(FIRST_NUMBER + 8)}
    company.act("relabel_device", None, new)

    assert marcos.get(f"/D/{LABEL}").location == visit_of(order)


def test_several_open_visits_let_her_choose(company, marcos):
    device = a_device("N-0001", {"kind": "stock"}, label=LABEL)
    entry = {"id": device["device_id"], "kind": "stb", "model": "Receptor ZTE B866V2"}
    entry |= {"serial": "N-0001", "mac": None, "location": None}
    both = [company.order(company.marcos, devices=[entry]) for _ in range(2)]
    company.act("register_device", None, device)

    page = marcos.get(f"/D/{LABEL}").text

    assert "mais de uma OS aberta" in page
    assert all(visit_of(order) in page for order in both)


def test_another_technicians_order_says_whose_it_is(company, marcos):
    order = company.order(company.danilo)
    register(company, order)

    page = marcos.get(f"/D/{LABEL}").text

    assert "Esta OS está com Danilo Rezende" in page
    assert order["customer"]["name"] not in page
    assert visit_of(order) not in page


def test_a_device_without_an_order_says_whom_to_ask(company, marcos, order):
    van = {"kind": "van", "technician": {"id": company.marcos.id, "name": "Marcos"}}
    register(company, order, place=van)

    assert "Não há OS aberta para este equipamento" in marcos.get(f"/D/{LABEL}").text


def test_the_wrong_device_is_noticed_beside_a_visit(company, marcos, order):
    other = company.order(company.marcos)
    register(company, other)

    page = scan(marcos, LABEL, visit_id=order["visits"][-1]["id"])

    assert "Este código é de outra ordem" in page
    assert visit_of(other) in page


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (label_of(FIRST_NUMBER + 9), "Código fora do cadastro"),
        ("ZTEGC8A1F02B", "Código fora do cadastro"),
        (f"https://evil.example/D/{LABEL}", "Esta etiqueta é de outra empresa"),
        ("javascript:alert(1)", "Código fora do cadastro"),
        ("https://localhost/D/../login", "Código fora do cadastro"),
        (f"https://localhost@evil.example/D/{LABEL}", "outra empresa"),
        ("<img src=x onerror=alert(1)>", "Código fora do cadastro"),
        ("x\x00y", "Código fora do cadastro"),
        ("%" * 4096, "Código fora do cadastro"),
        ("_" * 8, "Código fora do cadastro"),
    ],
)
def test_a_foreign_or_hostile_code_is_only_text(company, marcos, order, code, words):
    register(company, order)

    page = scan(marcos, code)

    assert words in page
    assert "<img src=x" not in page


def test_a_customer_learns_whom_to_call_and_nothing_else(company, order):
    register(company, order)
    stranger = company.browser()

    page = stranger.get(f"/D/{LABEL}").text

    assert format_label(LABEL) in page
    assert "tel:" in page
    for secret in ("N-0001", MAC, order["customer"]["name"], "Marcos", "48."):
        assert secret not in page
    unused = label_of(FIRST_NUMBER + 9)
    other = stranger.get(f"/D/{unused}").text
    assert other == page.replace(format_label(LABEL), format_label(unused))


@pytest.mark.parametrize(
    "code", ["x", "<script>", "..%2F..%2Flogin", "%00", "Z" * 5000]
)
def test_a_stranger_with_a_broken_code_gets_the_same_help(company, code):
    answer = company.browser().get(f"/D/{code}")

    assert answer.status_code in (200, 404)
    if answer.status_code == 200:
        assert "tel:" in answer.text
        assert "<script>" not in answer.text


def test_the_office_is_led_to_the_device(company, office, order):
    device = register(company, order)

    answer = office.get(f"/D/{LABEL}", follow_redirects=True)

    assert f"/office/devices/{device['id']}" in answer.text
