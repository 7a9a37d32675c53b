"""An update of the program while work waits on the phone and a note is half written."""

from newer import newer_build, restyled, version
from server import Server
from waiting import wait_until


def test_an_update_with_a_full_outbox_loses_nothing(marcos, network, server, tmp_path):
    ready = marcos.sign_in().get_ready()
    number = ready.number_to_do()
    network.down()
    ready.open_order(number).take("travel").sees("Cheguei no local")
    kept = ready.waiting_count()
    ready.page.get_by_label("Escreva uma observação").fill("ainda escrevendo")

    server.stop()
    newer = Server(
        server.data, server.settings, server.port, root=newer_build(tmp_path, restyled)
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
