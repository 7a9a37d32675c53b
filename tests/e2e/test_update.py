"""An update of the program while work waits on the phone and a note is half written."""

import re
import shutil

from server import ROOT, Server
from waiting import wait_until

PARTS = ["fieldapp", "service_worker", "static", "templates"]


def test_an_update_with_a_full_outbox_loses_nothing(marcos, network, server, tmp_path):
    ready = marcos.sign_in().get_ready()
    number = ready.number_to_do()
    network.down()
    ready.open_order(number).take("travel").sees("Cheguei no local")
    kept = ready.waiting_count()
    ready.page.get_by_label("Escreva uma observação").fill("ainda escrevendo")

    server.stop()
    newer = Server(
        server.data, server.settings, server.port, root=newer_build(tmp_path)
    )
    newer.start()
    try:
        before = version(ready)
        network.cut_response(only="POST /sync")
        ready.page.evaluate(
            "navigator.serviceWorker.getRegistration().then(r => r.update())"
        )
        ready.sees("Uma versão nova está pronta", 30)
        assert ready.page.locator("textarea").input_value() == "ainda escrevendo"

        ready.page.get_by_role("button", name="Atualizar agora").click()
        wait_until(lambda: version(ready) != before, 30, "still the old version")

        assert ready.waiting_count() == kept >= 1
        network.restore()
        ready.send_now()
        wait_until(lambda: ready.waiting_count() == 0, 60, "work still on the phone")
    finally:
        newer.stop()


def version(phone):
    """Return the build that this page came from."""
    scripts = (
        "[...document.querySelectorAll('link[href*=app\\\\.css]')].map(l => l.href)[0]"
    )
    found = phone.page.evaluate(scripts)
    return re.search(r"/static/([0-9a-f]+)/", found)[1]


def newer_build(tmp_path):
    """Return a copy of the program with another stylesheet, thus another worker."""
    root = tmp_path / "newer"
    for part in PARTS:
        ignore = shutil.ignore_patterns("__pycache__", "node_modules")
        shutil.copytree(ROOT / part, root / part, ignore=ignore)
    with (root / "static/css/page.css").open("a") as sheet:
        sheet.write("\n.newer { color: inherit; }\n")
    return root
