"""Labels: codes are set aside once, print so that a camera reads them, and retire."""

import re
from uuid import uuid4

import pypdfium2
import pytest
import zxingcpp
from company import ORIGIN

from fieldapp import database
from fieldapp.domain.label_batches import FIRST_NUMBER
from fieldapp.domain.labels import format_label, label_of, read_code
from fieldapp.ids import uuid7
from fieldapp.problem import Problem
from fieldapp.reports.labels import Sheet, label_pdf, symbols_of
from fieldapp.services import audit, labels

pytestmark = pytest.mark.both_databases

LIST = "/office/labels"
HOST = "visada.cerrado.example"
COMPANY = {"name": "Cerrado Fibra", "phone": "+553400000100"}
POINTS_AN_INCH = 72


def post(office, count="21", **typed):
    form = {"count": count, "operation_id": uuid7(), **typed}
    return office.post(LIST, data=form, headers=ORIGIN)


@pytest.fixture
def batch(office):
    """Return the address of a sheet of 21 labels."""
    return post(office).location


def batches():
    with database.reading() as connection:
        return labels.batches(connection, 100)


def read(pdf, dpi):
    """Return what a reader finds on each page of a PDF, printed at this resolution."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [
            page.render(scale=dpi / POINTS_AN_INCH, grayscale=True).to_pil()
            for page in document
        ]
    finally:
        document.close()
    return [
        {found.text for found in zxingcpp.read_barcodes(page, zxingcpp.QRCode)}
        for page in pages
    ]


def links(codes):
    return {f"HTTPS://{HOST.upper()}/D/{code}" for code in codes}


def test_each_batch_goes_on_where_the_last_one_ended(office):
    post(office, "30")
    post(office, "1")
    post(office, "1000")

    found = [(each["first_number"], each["count"]) for each in reversed(batches())]

    assert found == [
        (FIRST_NUMBER, 30),
        (FIRST_NUMBER + 30, 1),
        (FIRST_NUMBER + 31, 1000),
    ]
    assert format_label(label_of(FIRST_NUMBER + 30)) in office.get(LIST).text


def test_the_same_form_twice_reserves_once(office):
    id_ = uuid7()

    first, again = (post(office, operation_id=id_) for _ in range(2))

    assert first.location == again.location
    assert len(batches()) == 1


@pytest.mark.parametrize("count", ["", "0", "1001", "-3", "ten", "\uff11", "9" * 99])
def test_a_number_of_labels_that_is_none_is_answered_with_a_sentence(office, count):
    answer = post(office, count)

    assert answer.status_code == 422
    assert "Escreva quantas etiquetas, de 1 a 1000" in answer.text
    assert batches() == []


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("form", ["a4", "thermal"])
def test_every_label_decodes_from_its_printed_sheet(form, dpi):
    codes = [label_of(FIRST_NUMBER + 25 + n) for n in range(42)]
    pdf = label_pdf(Sheet(codes, f"https://{HOST}", form), COMPANY, "pt-BR")

    pages = read(pdf, dpi)

    assert len(pages) == (2 if form == "a4" else 42)
    assert set().union(*pages) == links(codes)
    for link in links(codes):
        reading = read_code(link, HOST)
        assert reading.kind == "label"
        assert reading.label in codes


def test_a_symbol_is_of_the_smallest_version():
    """The upper case of the address makes version 3 of what would need version 4."""
    sheet = Sheet([label_of(FIRST_NUMBER)], f"https://{HOST}", "a4")

    (symbol,) = symbols_of(sheet).values()

    assert symbol.version == 3
    assert symbol.error_correction == 3  # Q in the numbers of ISO/IEC 18004


def test_labels_that_were_used_up_leave_their_places_empty(office, batch):
    whole = office.get(f"{batch}/sheet").data
    rest = office.get(f"{batch}/sheet?skip=5").data

    assert [len(page) for page in read(whole, 203)] == [21]
    assert [len(page) for page in read(rest, 203)] == [16, 5]


def test_one_label_is_printed_again(office, batch):
    code = label_of(FIRST_NUMBER + 3)

    sheet = office.get(f"{batch}/sheet?form=thermal&only={format_label(code).lower()}")

    (page,) = read(sheet.data, 203)
    assert sheet.mimetype == "application/pdf"
    assert page == {f"HTTP://LOCALHOST/D/{code}"}


@pytest.mark.parametrize("only", ["12345678", "1000001Z", "\x00x", "<b>", "Z" * 900])
def test_a_code_of_no_label_is_not_printed(office, batch, only):
    answer = office.get(f"{batch}/sheet", query_string={"only": only})

    assert answer.status_code == 422
    assert "field__error" in answer.text


def test_an_address_too_long_for_a_label_is_refused():
    sheet = Sheet([label_of(FIRST_NUMBER)], f"https://{'v' * 150}.example", "thermal")

    with pytest.raises(Problem, match="label_address_too_long"):
        label_pdf(sheet, COMPANY, "pt-BR")


def retire(office, batch, code, reason="misprinted"):
    form = {"label": code, "reason": reason, "operation_id": uuid7()}
    return office.post(f"{batch}/retire", data=form, headers=ORIGIN)


def test_a_retired_label_is_not_printed_and_comes_on_no_device(
    company, office, batch, order
):
    code = label_of(FIRST_NUMBER + 3)

    answer = retire(office, batch, format_label(code))

    assert answer.status_code == 303
    assert "Mal impressa" in office.get(batch).text
    (page,) = read(office.get(f"{batch}/sheet").data, 203)
    assert len(page) == 20
    assert not any(code in link for link in page)
    again = retire(office, batch, code)
    assert again.status_code == 422
    assert "está fora de uso" in again.text
    refused = register(office, code)
    assert refused.status_code == 422
    assert "está fora de uso" in refused.text


def test_a_label_on_a_device_is_exchanged_there_and_not_retired(office, batch):
    worn, new = label_of(FIRST_NUMBER), label_of(FIRST_NUMBER + 1)
    device = register(office, worn).location
    assert "em outro equipamento" in retire(office, batch, worn).text

    form = {"label": format_label(new), "operation_id": uuid7()}
    answer = office.post(f"{device}/relabel", data=form, headers=ORIGIN)

    assert answer.status_code == 303
    page = office.get(device).text
    assert f"Etiqueta nova {format_label(new)}" in page
    assert format_label(worn) in page
    assert "está fora de uso" in register(office, worn, "N-5678").text
    found = office.get("/office/devices", query_string={"q": worn[-6:]}).text
    assert device.rpartition("/")[2] in found
    counted = re.findall(r"facts__main num\">(\d+)<", office.get(batch).text)
    assert counted == ["21", "1", "19", "1"]


@pytest.mark.parametrize("label", ["", "1234567", label_of(FIRST_NUMBER + 21)])
def test_a_wrong_new_label_is_named(office, batch, label):
    device = register(office, label_of(FIRST_NUMBER)).location

    form = {"label": label, "operation_id": uuid7()}
    answer = office.post(f"{device}/relabel", data=form, headers=ORIGIN)

    assert answer.status_code == 422
    assert "field__error" in answer.text


def test_auditors_see_labels_and_reserve_none(company, batch):
    auditor = company.browser(company.auditor)

    assert auditor.get(batch).status_code == 200
    assert "Reservar" not in auditor.get(LIST).text
    assert post(auditor).status_code == 403


def test_two_batches_never_share_a_code(company, batch):
    """A number is counted under the lock of its transaction; the log checks again."""
    wanted = {"label_batch_id": str(uuid4()), "first_number": FIRST_NUMBER, "count": 5}

    with pytest.raises(Problem, match="arguments_invalid"):
        company.act("reserve_labels", None, wanted)

    with database.reading() as connection:
        assert audit.verify(connection, set()).breaks == []


def test_two_desks_that_reserve_at_once_get_different_codes(office, batch, monkeypatch):
    """The later transaction counted before the earlier one was there to be seen."""
    sees_late(monkeypatch, "next_number", FIRST_NUMBER)
    sees_late(monkeypatch, "is_reserved", False)

    answer = post(office, "5")

    assert answer.status_code == 303
    assert batches()[0]["first_number"] == FIRST_NUMBER + 21


def sees_late(monkeypatch, name, first):
    """Let a question to the rows be answered once as before the other desk came."""
    answers, ask = [first], getattr(labels, name)
    monkeypatch.setattr(
        labels, name, lambda *asked: answers.pop() if answers else ask(*asked)
    )


def register(office, label, serial="N-1234"):
    form = {
        "model": "zte_b866v2",
        "serial": serial,
        "label": label,
        "owner": "company",
        "place": "stock",
        "operation_id": uuid7(),
    }
    return office.post("/office/devices", data=form, headers=ORIGIN)
