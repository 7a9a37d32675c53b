"""The server comes back from a backup; the phone brings the rest again, once."""

import json
import sqlite3

import pytest
from completion import Completion
from pictures import a_photo
from server import run
from waiting import wait_until


@pytest.fixture
def copy(server, tmp_path):
    """Return where a backup of the running server lies."""
    run(server.data, "backup", str(tmp_path / "copies"))
    return tmp_path / "copies"


def restore(server, folder):
    """Bring the copy back, as an administrator does."""
    server.stop()
    run(server.data, "restore", str(folder), "--replace")
    server.start()


def ledger(server, number):
    """Return the technician's operations of an order as id and content, in order."""
    with sqlite3.connect(server.data / "fieldapp.db") as database:
        rows = database.execute(
            "SELECT l.operation_id, b.body FROM ledger l"
            " JOIN ledger_bodies b USING (operation_id)"
            " JOIN work_orders w ON w.id = l.stream_id"
            " WHERE w.number = ? AND l.actor_role = 'technician' ORDER BY l.rev",
            [number],
        ).fetchall()
    return [(id_, json.loads(body)["arguments"]) for id_, body in rows]


def test_what_a_restored_server_lost_comes_again_from_the_phone_once(
    marcos, server, network, copy
):
    marcos.sign_in().get_ready()
    number = marcos.number_to_do()
    marcos.open_order(number)
    for step, words in (("travel", "Cheguei no local"), ("arrive", "Iniciar")):
        marcos.take(step).sees(words)
    visit = Completion(marcos, number).open_photos().pick(a_photo(1))
    wait_until(lambda: visit.photos() == 1, message="no photo on the page")
    marcos.open_outbox().sync_behind_the_page()
    wait_until(lambda: marcos.waiting_count() == 0, 60, "not sent")
    wait_until(visit.is_all_received, 60, "the photo did not arrive")
    before = ledger(server, number)
    [digest] = [upload["sha256"] for upload in visit.uploads()]

    restore(server, copy)
    assert len(ledger(server, number)) < len(before)
    network.down()
    marcos.open_order(number).take("start").sees("Próximo item")
    network.restore()
    marcos.sign_in().get_ready()
    marcos.open_outbox().sync_behind_the_page()
    wait_until(lambda: marcos.waiting_count() == 0, 60, "work still on the phone")
    wait_until(visit.is_all_received, 60, "the photo did not come again")

    after = ledger(server, number)
    assert after[: len(before)] == before
    assert len({id_ for id_, _ in after}) == len(after) == len(before) + 1
    assert (server.data / "evidence").exists()
    assert any(digest in path.name for path in server.data.rglob("*"))
