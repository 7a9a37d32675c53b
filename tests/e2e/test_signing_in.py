"""Who may in, what the screen says when not, and whose work is on the phone."""

from waiting import wait_until


def test_a_wrong_password_is_said_in_words_and_does_not_lock_her_out(marcos):
    marcos.sign_in(password="errada").sees("Usuário ou senha não conferem")
    marcos.sign_in().get_ready()

    assert "/queue" in marcos.page.url


def test_signing_in_without_signal_says_that_it_needs_network(marcos, network):
    """After a sign-out in a basement there is nothing to show but the reason."""
    marcos.sign_in().get_ready()
    marcos.sign_out()

    network.down()
    marcos.page.goto("/login")

    marcos.sees("Para entrar é preciso rede")


def test_a_second_technician_on_the_phone_sees_her_own_orders_only(marcos):
    marcos.sign_in().get_ready()
    his = set(marcos.open_queue().numbers())
    assert his
    marcos.sign_out()

    colleague = marcos.sign_in(email="danilo@cerrado.example").get_ready()

    hers = set(colleague.open_queue().numbers())
    assert hers.isdisjoint(his)


def test_signing_out_is_refused_while_work_waits_on_the_phone(marcos, network):
    marcos.sign_in().get_ready()
    number = marcos.number_to_do()
    network.down()
    marcos.open_order(number).take("travel").sees("Cheguei no local")

    kept = marcos.waiting_count()
    marcos.ask_to_sign_out()

    assert marcos.waiting_count() == kept >= 1
    network.restore()
    marcos.send_now()
    wait_until(lambda: marcos.waiting_count() == 0, 60, "work still on the phone")


def test_a_session_that_ended_meanwhile_keeps_the_work(marcos, network):
    """The office signed her out while she was in the basement."""
    marcos.sign_in().get_ready()
    number = marcos.number_to_do()
    network.down()
    marcos.open_order(number).take("travel").sees("Cheguei no local")

    marcos.lose_session()
    kept = marcos.waiting_count()
    network.restore()
    marcos.send_now().sees("Entre de novo")
    assert marcos.waiting_count() == kept >= 1

    marcos.sign_in()
    wait_until(lambda: marcos.waiting_count() == 0, 60, "work still on the phone")
