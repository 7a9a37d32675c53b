"""The main job: an order is taken through without signal, and arrives whole."""

from waiting import wait_until


def test_an_order_taken_without_signal_reaches_the_office_once_and_in_order(
    marcos, office, network
):
    marcos.sign_in().get_ready()
    number = marcos.number_to_do()

    network.down()
    marcos.open_order(number)
    marcos.take("travel").sees("Cheguei no local")
    marcos.take("arrive").sees("Iniciar")
    marcos.take("start").sees("Próximo item")
    answered = marcos.open_checklist().answer_all()
    assert len(answered) >= 5

    network.restore()
    marcos.send_now()
    wait_until(lambda: marcos.waiting_count() == 0, 60, "work still on the phone")

    told = office.sign_in().open_order(number).timeline()
    acts = [entry.split(",")[0] for entry in told[-4:]]
    assert acts[:3] == ["A caminho", "Chegou", "Execução iniciada"]
    assert acts[3] == f"{len(answered)} itens respondidos"
    assert marcos.problems == []


def test_the_queue_opens_without_signal_after_the_browser_was_closed(marcos, network):
    marcos.sign_in().get_ready()
    numbers = marcos.open_queue().numbers()
    assert len(numbers) >= 8

    network.down()
    marcos.page.goto("about:blank")

    assert marcos.open_queue().numbers() == numbers


def test_an_answer_whose_reply_was_lost_is_applied_once(marcos, office, network):
    """The server has it, the phone does not know: it sends the same again."""
    marcos.sign_in().get_ready()
    number = marcos.number_to_do()
    marcos.open_order(number)

    network.cut_response(only="POST /sync")
    marcos.take("travel").sees("Cheguei no local")
    wait_until(lambda: network.cuts, message="nothing was sent")
    network.restore()
    marcos.send_now()
    wait_until(lambda: marcos.waiting_count() == 0, 60, "work still on the phone")

    assert office.sign_in().open_order(number).timeline().count("A caminho") == 1


def test_a_captive_portal_does_not_count_as_the_office(marcos, network):
    """A hotel's Wi-Fi answers everything with 200 and a page."""
    marcos.sign_in().get_ready()
    marcos.open_order(marcos.number_to_do())

    network.captive_portal()
    marcos.take("travel").sees("Cheguei no local")
    marcos.open_outbox().sees("Guardada no aparelho")
    assert marcos.waiting_count() >= 1

    network.restore()
    marcos.send_now()
    wait_until(lambda: marcos.waiting_count() == 0, 60, "work still on the phone")
