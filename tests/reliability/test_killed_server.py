"""The server is killed at every step of a push and an upload; nothing is lost by it."""

import signal

import pytest
from survivors import (
    check_everything_arrived,
    leaves_nothing_half_done,
    phone_of,
    send_everything,
    send_until_it_dies,
    serving,
    write_visit,
)

from fieldapp import failpoints

pytestmark = pytest.mark.both_databases
TELLING = {"push_performed", "push_committed", "file_kept", "blob_committed"}
POINTS = [
    point if point in TELLING else pytest.param(point, marks=pytest.mark.long)
    for point in failpoints.POINTS
]


@pytest.mark.parametrize("point", POINTS)
def test_a_server_killed_at_a_step_loses_and_doubles_nothing(backend, company, point):
    order = company.order(company.marcos)
    store = backend.app.extensions["evidence_store"]
    with serving(backend, FIELDAPP_FAILPOINT=point) as server:
        phone = phone_of(server, company.marcos)
        if point != "answer_ready":
            phone.sync()
        write_visit(phone, order, point)

        assert send_until_it_dies(phone), "the point was never reached"
        assert server.process.wait(10) == -signal.SIGKILL

    with serving(backend) as server:
        phone.browser.port = server.port
        leaves_nothing_half_done(backend, store)
        send_everything(phone)
    check_everything_arrived(company, phone, order, store)
