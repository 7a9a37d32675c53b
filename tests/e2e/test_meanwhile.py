"""What the office does while she is at the customer's door, and what becomes of it."""

import uuid

import dispatch
import pytest
from completion import Completion
from database import documents, kept_queue
from pictures import a_photo
from technician import shown
from waiting import address, wait_until

STEPS = [("travel", "Cheguei no local"), ("arrive", "Iniciar"), ("start", "Próximo")]


@pytest.fixture
def row(marcos):
    """Work has begun on an order; return its row of the queue."""
    number = marcos.sign_in().get_ready().number_to_do()
    marcos.open_order(number)
    for step, words in STEPS:
        marcos.take(step).sees(words)
    marcos.send_now()
    wait_until(lambda: marcos.waiting_count() == 0, 60, "work still on the phone")
    return next(row for row in kept_queue(marcos.page) if row["number"] == number)


def order_on(phone, row):
    """Return the order as the phone holds it, without what waits."""
    held = documents(phone.page, "work_order")
    return next(order for order in held if order["id"] == row["work_order_id"])


def is_cancelled(order):
    return all(visit["phase"] == "cancelled" for visit in order["visits"])


def is_sent(phone):
    wait_until(lambda: phone.waiting_count() == 0, 60, "work still on the phone")


def pulled(phone, row, is_changed):
    """Ask for a sync behind the open page; wait until the phone knows the change."""
    phone.sync_behind_the_page()
    wait_until(lambda: is_changed(order_on(phone, row)), 30, "never heard of it")


def test_an_order_edited_while_she_signs_is_signed_all_the_same(
    marcos, row, server, office
):
    visit = Completion(marcos, row["number"]).open_sign_off().sign_name()
    _, strokes = visit.strokes()

    dispatch.edit(server, row["work_order_id"], title="Instalar com recibo")
    pulled(marcos, row, lambda order: order["title"] == "Instalar com recibo")

    assert visit.strokes() == (2, strokes)
    visit.confirm()
    if not marcos.page.url.endswith(visit.visit):
        assert visit.strokes() == (2, strokes)
        visit.confirm().is_back_on_order()
    is_sent(marcos)
    office.sign_in().open_order(row["number"]).sees("Assinada por")
    office.sees("Instalar com recibo")


LATE = "trabalho depois do cancelamento"
TAKEN_AWAY = [
    (dispatch.cancel_begun, "cancelou esta ordem às", LATE),
    (
        dispatch.pass_to_danilo,
        "Esta ordem passou para Danilo Rezende às",
        "trabalho depois que passou",
    ),
]


@pytest.mark.parametrize("taken_away", TAKEN_AWAY, ids=["cancelled", "moved"])
def test_an_order_taken_away_while_she_signs_is_signed_as_late_work(
    marcos, row, server, office, taken_away
):
    take_away, told, late = taken_away
    visit = Completion(marcos, row["number"]).open_sign_off().sign_name()
    _, strokes = visit.strokes()

    take_away(server, row)
    marcos.sync_behind_the_page()

    marcos.sees(told, 40).sees("como trabalho feito depois disso")
    assert visit.strokes() == (2, strokes)
    visit.confirm().is_back_on_order()
    marcos.sees(told).sees("O que você fez depois disso vai para o despacho")
    is_sent(marcos)
    marcos.open_outbox().sees(late).sees(told)
    told_office = late.removeprefix("trabalho").strip()
    office.sign_in().open_order(row["number"]).sees("Assinada por")
    office.sees(f"Trabalho {told_office}")


def test_late_work_stays_with_the_office_after_she_has_read_of_it(
    marcos, row, server, office
):
    work_late(marcos, row, server)
    told = f"OS {shown(row['number'])}, {LATE}"
    marcos.open_outbox().sees(told)
    entry = marcos.page.get_by_role("listitem").filter(has_text=told)
    entry.get_by_role("link", name="Ver o que fazer").click()
    marcos.sees("cancelou esta ordem às")
    marcos.page.get_by_role("button", name="Entendi").click()
    wait_until(
        lambda: address(marcos.page).endswith("/outbox"), message="not on Envios"
    )
    is_sent(marcos)
    wait_until(
        lambda: all(issue["author_decision"] for issue in late_issues(marcos, row)),
        message="her decision never came back",
    )
    marcos.open_outbox().sees("Tudo está com o escritório")
    assert told not in marcos.page.locator("main").inner_text()
    office.sign_in().open_order(row["number"]).sees("Trabalho depois do cancelamento")


def test_a_visit_finished_without_signal_after_the_cancellation_reaches_the_office(
    marcos, row, server, office, network
):
    network.down()
    marcos.open_order(row["number"]).open_checklist().answer_all()
    visit = Completion(marcos, row["number"])
    visit.open_photos().pick_required(a_photo)
    visit.open_sign_off().sign_name().confirm().is_back_on_order()
    marcos.take("finish").sees("Concluída às")

    dispatch.cancel(server, row["work_order_id"])
    network.restore()
    marcos.send_now()
    is_sent(marcos)

    assert len(late_issues(marcos, row)) == 1
    told = office.sign_in().open_order(row["number"]).timeline()
    assert "Ordem concluída" in told[-1]
    office.sees("Assinada por").sees("Trabalho depois do cancelamento")


def work_late(marcos, row, server):
    """Sign an order that was cancelled meanwhile, and send it."""
    visit = Completion(marcos, row["number"]).open_sign_off().sign_name()
    dispatch.cancel(server, row["work_order_id"])
    pulled(marcos, row, is_cancelled)
    visit.confirm().is_back_on_order()
    is_sent(marcos)
    wait_until(lambda: late_issues(marcos, row), message="no issue came")


def late_issues(phone, row):
    about = ("late_work", row["visit_id"])
    issues = documents(phone.page, "issue")
    return [each for each in issues if (each["reason"], each["visit_id"]) == about]


def test_a_checklist_changed_mid_visit_stays_the_one_she_began(
    marcos, row, server, office
):
    frozen = template_of(marcos, row)
    issues = documents(marcos.page, "issue")
    items = item_ids(marcos, row)
    newer = {
        "template_version_id": str(uuid.uuid4()),
        "template_id": frozen["template_id"],
        "number": frozen["number"] + 1,
        "title": frozen["title"],
        "service_type": frozen["service_type"],
        "technology": frozen["technology"],
        "sections": frozen["sections"][:1],
    }
    dispatch.publish(server, newer)
    marcos.send_now()

    checklist = marcos.open_order(row["number"]).open_checklist()
    assert item_ids(marcos, row) == items
    item = checklist.next_item()
    checklist.answer(item)
    marcos.send_now()
    is_sent(marcos)
    question = asked_in(frozen, item)
    told = office.sign_in().open_order(row["number"]).timeline()
    assert told[-1].startswith(question)
    assert documents(marcos.page, "issue") == issues


def asked_in(template, item_id):
    """Return the question of an item, as the edition words it."""
    items = [i for section in template["sections"] for i in section["checklist_items"]]
    return next(item["prompt"] for item in items if item["id"] == item_id)


def template_of(phone, row):
    order = order_on(phone, row)
    visit = next(v for v in order["visits"] if v["id"] == row["visit_id"])
    editions = documents(phone.page, "template_version")
    return next(t for t in editions if t["id"] == visit["template_version_id"])


def item_ids(phone, row):
    """Return the items that the checklist of the order shows."""
    phone.page.goto(f"/visits/{row['visit_id']}/checklist")
    shown = phone.page.locator("li[data-item]").all()
    return [item.get_attribute("data-item") for item in shown]
