"""The office speaks a newer protocol than a phone with a full outbox."""

import pytest
from newer import newer_build, restyled, version
from server import Server
from waiting import wait_until

NEWER = {
    "fieldapp/sync/envelope.py": ("PROTOCOL = 1", "PROTOCOL = 2"),
    "service_worker/sync/envelope.js": ("protocol: 1,", "protocol: 2,"),
}


@pytest.fixture
def newer(server, tmp_path):
    """Build a program whose phones and server speak protocol 2; not started yet."""
    root = newer_build(tmp_path, with_protocol_2)
    newer = Server(server.data, server.settings, server.port, root=root)
    yield newer
    newer.stop()


def with_protocol_2(root):
    restyled(root)
    for name, (ours, theirs) in NEWER.items():
        path = root / name
        source = path.read_text()
        assert ours in source
        path.write_text(source.replace(ours, theirs))


def test_a_phone_that_may_no_longer_send_says_what_to_do_and_then_sends(
    marcos, network, server, newer
):
    ready = marcos.sign_in().get_ready()
    before = version(ready)
    network.down()
    ready.open_order(ready.number_to_do()).take("travel").sees("Cheguei no local")
    server.stop()
    newer.start()
    network.restore()

    ready.open_outbox().sync_behind_the_page()

    ready.sees("Atualize o app", 30)
    ready.sees("Esta versão não consegue mais enviar: toque em “Atualizar agora”")
    assert ready.waiting_count() >= 1
    ready.sees("Uma versão nova está pronta", 30)
    ready.page.get_by_role("button", name="Atualizar agora").click()
    wait_until(lambda: version(ready) != before, 30, "still the old version")
    ready.open_outbox().sync_behind_the_page()
    wait_until(lambda: ready.waiting_count() == 0, 60, "work still on the phone")
    ready.sees("Tudo está com o escritório")
