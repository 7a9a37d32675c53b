"""Operations asked for on the server, faults of our own, and many hands at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from builders import NO_FIX
from sqlalchemy import func, select

from fieldapp import database
from fieldapp.ids import uuid7
from fieldapp.models import LedgerEntry
from fieldapp.operations import add_note
from fieldapp.operations.registry import OPERATIONS
from fieldapp.problem import Problem
from fieldapp.sync import operation_log, streams

pytestmark = pytest.mark.both_databases


def count_of(operation_id):
    query = select(func.count()).where(LedgerEntry.operation_id == operation_id)
    with database.reading() as connection:
        return connection.execute(query).scalar_one()


def act(company, name, order, **arguments):
    return company.act(name, order["id"], arguments, company.marcos)


def phases(company, *orders):
    return [company.document(each["id"])["visits"][0]["phase"] for each in orders]


def test_starting_a_visit_pauses_the_other_active_one(company):
    first, second = company.order(company.marcos), company.order(company.marcos)
    act(company, "start_work", first, visit_id=first["visits"][0]["id"])

    act(
        company,
        "start_travel",
        second,
        visit_id=second["visits"][0]["id"],
        position=NO_FIX,
    )

    assert phases(company, first, second) == ["paused", "travelling"]
    pause = company.document(first["id"])["visits"][0]["pause"]
    assert pause["reason_code"] == "other_visit"


def test_a_step_that_is_refused_pauses_nothing(company):
    first, second = company.order(company.marcos), company.order(company.marcos)
    act(company, "start_work", first, visit_id=first["visits"][0]["id"])

    with pytest.raises(Problem, match="transition_illegal"):
        act(company, "resume_work", second, visit_id=second["visits"][0]["id"])

    assert phases(company, first, second) == ["working", "planned"]


def test_a_refused_form_stores_nothing(company):
    order = company.order(company.marcos)
    before = company.document(order["id"])

    with pytest.raises(Problem) as refused:
        act(
            company,
            "answer_checklist_item",
            order,
            visit_id=order["visits"][0]["id"],
            item_id="cn",
            value="muito",
        )

    assert refused.value.code == "answer_not_a_number"
    assert company.document(order["id"]) == before


def test_the_same_operation_id_is_performed_once(company):
    order, id_ = company.order(company.marcos), uuid7()
    receipts = [
        operation_log.submit(
            "add_note",
            {"text": "oi"},
            work_order_id=order["id"],
            actor=company.marcos,
            client=company.marcos.client,
            operation_id=id_,
        )
        for _ in range(2)
    ]

    assert receipts[0] == receipts[1]
    assert len(company.document(order["id"])["notes"]) == 1


def test_fifty_pushes_of_one_operation_have_one_effect(company):
    order = company.order(company.marcos)
    phone = company.phone(company.marcos)
    phone.sync()
    operation = phone.write("add_note", {"text": "oi"}, order["id"])
    cookie = phone.browser.get_cookie("session").value
    envelope = phone.envelope()

    def push(_):
        browser = company.browser()
        browser.set_cookie("session", cookie)
        phone_again = type(phone)(browser, company.marcos)
        return phone_again.post(envelope).json["receipts"]

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(push, range(50)))

    assert all(answer == answers[0] for answer in answers)
    assert count_of(operation["id"]) == 1


def test_many_phones_write_on_one_order_at_once(company):
    """Revisions stay contiguous and no note is lost."""
    order = company.order(company.marcos)
    phones = [company.phone(company.marcos) for _ in range(6)]
    for phone in phones:
        for _ in range(10):
            phone.write("add_note", {"text": phone.client_id}, order["id"])

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(lambda phone: phone.sync(batch=3), phones))

    assert len(company.document(order["id"])["notes"]) == 60
    with database.reading() as connection:
        revs = connection.execute(
            select(LedgerEntry.rev)
            .where(LedgerEntry.stream_id == order["id"])
            .order_by(LedgerEntry.rev)
        ).scalars()
        assert list(revs) == list(range(1, 63))


@pytest.fixture
def broken_notes(monkeypatch):
    """Let one text break the server, as a bug of ours would."""
    sound = OPERATIONS["add_note"].apply

    def apply(order, note, context):
        if note.text == "boom":
            order["notes"].append("half done")
            raise ZeroDivisionError
        return sound(order, note, context)

    broken = streams.replace(OPERATIONS["add_note"], apply=apply)
    monkeypatch.setitem(OPERATIONS, "add_note", broken)
    assert add_note.VERSION == 1


@pytest.mark.usefixtures("broken_notes")
def test_the_third_fault_of_the_server_parks_the_operation(company):
    """What stands before it counts at once, what stands after it waits for it."""
    order = company.order(company.marcos)
    phone = company.phone(company.marcos)
    phone.sync()
    before, boom, after = (
        phone.write("add_note", {"text": text}, order["id"])
        for text in ("antes", "boom", "depois")
    )

    first, second = phone.post(phone.envelope()), phone.post(phone.envelope())
    assert [first.status_code, second.status_code] == [500, 500]
    assert len(company.document(order["id"])["notes"]) == 1
    phone.sync()

    statuses = [phone.receipt(each)["status"] for each in (before, boom, after)]
    assert statuses == ["applied", "parked", "applied"]
    assert phone.receipt(boom)["problem"]["code"] == "server_fault"
    texts = [note["text"] for note in company.document(order["id"])["notes"]]
    assert texts == ["antes", "depois"]


def test_a_refusal_halfway_leaves_no_trace(company, monkeypatch):
    order = company.order(company.marcos)
    sound = OPERATIONS["add_note"].apply

    def apply(document, note, context):
        document["notes"].append({"text": "half done"})
        if note.text == "no":
            raise Problem("transition_illegal", step="x", phase="y")
        document["notes"].pop()
        return sound(document, note, context)

    broken = streams.replace(OPERATIONS["add_note"], apply=apply)
    monkeypatch.setitem(OPERATIONS, "add_note", broken)
    phone = company.phone(company.marcos)
    for text in ("1", "no", "2", "no", "3"):
        phone.write("add_note", {"text": text}, order["id"])
    phone.sync()

    texts = [note["text"] for note in company.document(order["id"])["notes"]]
    assert texts == ["1", "2", "3"]


def test_a_text_with_every_odd_character_travels_unharmed(company):
    order = company.order(company.marcos)
    phone = company.phone(company.marcos)
    phone.sync()
    text = "\x00 \x1f \x7f \u2028 \ufffd 💙 <b>'\"\\"
    operation = phone.write("add_note", {"text": text}, order["id"])

    phone.sync()

    assert phone.receipt(operation)["status"] == "applied"
    assert phone.order(order["id"])["notes"][0]["text"] == text


def test_an_author_has_read_an_own_issue_and_the_office_still_decides(company):
    order = company.order(company.marcos)
    phone, other = company.phone(company.marcos), company.phone(company.danilo)
    phone.write("levitate", {}, order["id"])
    phone.sync()
    issue = phone.issues()[0]
    choice = {"issue_id": issue["id"], "decision": "close"}
    refused = other.write("resolve_issue", choice)
    closed = phone.write("resolve_issue", choice)

    other.sync()
    phone.sync()

    assert other.receipt(refused)["status"] == "rejected"
    assert phone.receipt(closed)["status"] == "applied"
    read = next(i for i in phone.issues() if i["id"] == issue["id"])
    assert (read["status"], read["resolution"]) == ("open", None)
    assert read["author_decision"]["by"]["id"] == company.marcos.id


def test_late_work_is_kept_flagged_and_one_issue(company):
    order = company.order(company.marcos)
    visit_id = order["visits"][0]["id"]
    phone = company.phone(company.marcos)
    phone.sync()
    company.reassign(order, company.danilo)
    answers = [
        phone.write(
            "answer_checklist_item",
            {"visit_id": visit_id, "item_id": "cn", "value": value},
            order["id"],
        )
        for value in ("9", "10")
    ]
    step = phone.write("start_work", {"visit_id": visit_id}, order["id"])

    phone.sync()

    for each in [*answers, step]:
        assert phone.receipt(each)["status"] == "applied"
        assert phone.receipt(each)["problem"]["code"] == "late_work"
    [issue] = phone.issues()
    assert (issue["reason"], issue["to_name"]) == ("late_work", "Danilo Rezende")
    visit = company.document(order["id"])["visits"][0]
    assert visit["late_work"] is True
    assert (visit["phase"], visit["work_started_at"]) == (
        "reassigned",
        step["happened_at"],
    )
    assert issue["at"] == visit["ended_at"]


def test_two_phones_on_one_item_make_a_conflict_that_names_both(company):
    order = company.order(company.marcos)
    visit_id = order["visits"][0]["id"]
    phones = [company.phone(company.marcos) for _ in range(2)]
    written = []
    for phone, value in zip(phones, ("9", "11"), strict=True):
        phone.sync()
        arguments = {"visit_id": visit_id, "item_id": "cn", "value": value}
        written.append(phone.write("answer_checklist_item", arguments, order["id"]))

    for phone in phones:
        phone.sync()

    problem = phones[1].receipt(written[1])["problem"]
    assert phones[1].receipt(written[1])["status"] == "conflict"
    assert problem["details"]["field"] == "cn"
    assert {problem["details"]["kept"], problem["details"]["lost"]} == {"9", "11"}
    assert phones[1].issues()[0]["reason"] == problem["code"]
