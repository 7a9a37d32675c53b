"""An update to a database with another step, while work waits in two open tabs."""

import re

import pytest
from newer import newer_build, restyled, version
from server import Server
from waiting import wait_until

STEPS = re.compile(r"export const STEPS = \[([^\]]*)\]")
PLANTED = """
function planted(database, transaction) {
  database.createObjectStore("planted")
  transaction.objectStore("outbox").createIndex("planted", "name")
}
"""
VERSIONS = """async () => {
  const all = await indexedDB.databases()
  const hers = all.filter(({ name }) => /^fieldapp-(?!device)/.test(name))
  return hers.map(({ version }) => version)
}"""

IS_WHOLE = """async () => {
  const names = await caches.keys()
  const kept = await Promise.all(names.map((name) => caches.open(name)))
  const files = await Promise.all(kept.map((cache) => cache.keys()))
  return files.flat().some(({ url }) => url.endsWith("/rescue.js"))
}"""


@pytest.fixture
def newer(server, tmp_path):
    """Build a program whose person's database has one step more; not started yet."""
    root = newer_build(tmp_path, with_step)
    newer = Server(server.data, server.settings, server.port, root=root)
    yield newer
    newer.stop()


def with_step(root):
    restyled(root)
    path = root / "service_worker/store/user_database.js"
    source, replaced = STEPS.subn(
        r"export const STEPS = [\1, planted]", path.read_text()
    )
    assert replaced == 1
    path.write_text(source + PLANTED)


@pytest.fixture
def ready(marcos, network):
    """Return a phone with work that no network takes, and Envios in a second tab."""
    ready = marcos.sign_in().get_ready()
    wait_until(
        lambda: ready.page.evaluate(IS_WHOLE), 30, "what comes later is not here"
    )
    network.down()
    ready.open_order(ready.number_to_do()).take("travel").sees("Cheguei no local")
    second = ready.page.context.new_page()
    second.goto("/outbox")
    second.get_by_role("button", name="Exportar o que falta enviar").click()
    second.get_by_role("button", name="Salvar o arquivo").wait_for()
    return ready


def update(phone, network):
    """Take the build that stands ready on the server; no work is sent by it."""
    before = version(phone)
    network.cut_response(only="POST /sync")
    phone.page.evaluate(
        "navigator.serviceWorker.getRegistration().then(r => r.update())"
    )
    phone.sees("Uma versão nova está pronta", 30)
    phone.page.get_by_role("button", name="Atualizar agora").click()
    wait_until(lambda: version(phone) != before, 30, "still the old version")


def test_a_newer_schema_and_the_way_back_keep_a_full_outbox(
    ready, network, server, newer
):
    kept = ready.waiting_count()
    [shipped] = ready.page.evaluate(VERSIONS)
    server.stop()
    newer.start()

    update(ready, network)
    wait_until(
        lambda: ready.page.evaluate(VERSIONS) == [shipped + 1], 30, "not upgraded"
    )
    assert ready.waiting_count() == kept >= 1
    ready.take("arrive").sees("Iniciar")

    newer.stop()
    server.start()
    update(ready, network)
    ready.take("start").sees("Próximo item")
    assert ready.page.evaluate(VERSIONS) == [shipped + 1]
    assert ready.waiting_count() == kept + 2

    network.restore()
    ready.send_now()
    wait_until(lambda: ready.waiting_count() == 0, 60, "work still on the phone")
