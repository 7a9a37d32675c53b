"""What the office does while she is at the customer's door, and what becomes of it."""

import uuid

import dispatch
import pytest
from completion import Completion
from database import documents, kept_queue
from waiting import wait_until

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
    phone.page.evaluate("dispatchEvent(new Event('online'))")
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


def test_an_order_cancelled_while_she_signs_says_so_and_keeps_the_drawing(
    marcos, row, server
):
    visit = Completion(marcos, row["number"]).open_sign_off().sign_name()
    _, strokes = visit.strokes()

    dispatch.cancel(server, row["work_order_id"])
    pulled(marcos, row, is_cancelled)

    assert visit.strokes() == (2, strokes)
    visit.confirm()
    marcos.sees("Esta ordem foi cancelada. O que você registrou foi guardado")
    assert visit.strokes() == (2, strokes)
    marcos.page.goto(visit.visit)
    marcos.sees("cancelou esta ordem")


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
