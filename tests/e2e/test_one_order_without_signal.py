"""The main job: an order is taken through without signal, and arrives whole."""

from waiting import wait_until


def first_number(phone):
    """Return the number of the first order of the queue that is still to do."""
    return phone.open_queue().numbers()[0]


def test_an_order_taken_without_signal_reaches_the_office_once_and_in_order(
    marcos, office, network
):
    marcos.sign_in().get_ready()
    number = first_number(marcos)

    network.down()
    marcos.open_order(number)
    marcos.take("travel").sees("Cheguei no local")
    marcos.take("arrive").sees("Iniciar")
    marcos.take("start").sees("Próximo item")
    kept = marcos.waiting_count()
    assert kept >= 3

    network.restore()
    marcos.open_outbox()
    wait_until(lambda: marcos.waiting_count() == 0, 60, "work still on the phone")

    office.sign_in().open_order(number)
    shown = " ".join(office.timeline())
    places = [shown.find(act) for act in ("A caminho", "No local", "Em execução")]
    assert -1 not in places
    assert places == sorted(places)
    assert all(shown.count(act) == 1 for act in ("No local", "Em execução"))
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
    number = first_number(marcos)
    marcos.open_order(number)

    network.cut_response(only="POST /sync")
    marcos.take("travel").sees("Cheguei no local")
    wait_until(lambda: network.cuts, message="nothing was sent")
    network.restore()
    marcos.open_outbox()
    wait_until(lambda: marcos.waiting_count() == 0, 60, "work still on the phone")

    office.sign_in().open_order(number)
    assert " ".join(office.timeline()).count("A caminho") == 1


def test_a_captive_portal_does_not_count_as_the_office(marcos, network):
    """A hotel's Wi-Fi answers everything with 200 and a page."""
    marcos.sign_in().get_ready()
    marcos.open_order(first_number(marcos))

    network.captive_portal()
    marcos.take("travel").sees("Cheguei no local")
    marcos.open_outbox().sees("Guardada no aparelho")
    assert marcos.waiting_count() >= 1

    network.restore()
    wait_until(lambda: marcos.waiting_count() == 0, 60, "work still on the phone")
