"""The phone itself: first run, leaving, languages, updates, orders taken away."""

import dispatch
import pytest
from database import kept_queue
from technician import Technician
from waiting import address, wait_until


@pytest.fixture
def ready(marcos):
    return marcos.sign_in().get_ready()


def test_the_first_run_is_counted_until_the_day_is_complete(marcos):
    marcos.sign_in()
    marcos.sees("Guardando seu dia neste aparelho")
    marcos.get_ready().sees("Pronto para trabalhar sem sinal:", 20)

    words = marcos.page.locator("[data-first-run]").inner_text()
    done = {"completed", "cannot_complete", "cancelled", "reassigned"}
    open_visits = [row for row in kept_queue(marcos.page) if row["phase"] not in done]
    assert f"{len(open_visits)} ordens neste aparelho" in words


def test_ready_is_said_once(ready):
    ready.sees("Pronto para trabalhar sem sinal:", 20)

    ready.open_queue()
    wait_until(lambda: not ready.page.locator("[data-first-run]").is_visible())


def test_leaving_with_unsent_work_is_refused_in_words(ready, network):
    number = ready.number_to_do()
    network.down()
    ready.open_order(number).take("travel").sees("Cheguei no local")

    ready.ask_to_sign_out()

    kept = ready.waiting_count()
    ready.sees(f"Há {kept} itens por enviar. Envie antes de sair")
    wait_until(lambda: "/profile" in address(ready.page), message="not in the profile")
    ready.open_outbox().sees(f"{kept} itens estão guardados neste aparelho")


def test_send_now_is_closed_while_nothing_waits(ready):
    ready.open_outbox().sees("Nada se perdeu" if ready.waiting_count() else "Nada para")

    button = ready.page.get_by_role("button", name="Enviar agora")
    wait_until(lambda: ready.waiting_count() == 0, 30, "still unsent")
    wait_until(button.is_disabled, message="the button does nothing, yet is open")


def test_the_language_changes_without_signal_and_reaches_the_office(
    ready, network, new_phone
):
    network.down()
    choose(ready, "English")
    ready.sees("This phone")
    ready.page.goto("/queue")
    ready.sees("My queue")

    network.restore()
    ready.page.goto("/queue")
    ready.page.evaluate("dispatchEvent(new Event('online'))")
    other = new_phone().sign_in()
    wait_until(lambda: "/queue" in address(other.page), message="queue not shown")

    def speaks_english():
        other.page.reload()
        return other.page.locator("html").get_attribute("lang") == "en"

    wait_until(speaks_english, 40, "the server was never told")


def choose(phone, language):
    phone.page.goto("/profile")
    phone.page.get_by_text(language).click()
    phone.page.get_by_role("button", name="Usar este idioma").click()


def test_an_order_given_away_meanwhile_says_to_whom_and_that_work_was_kept(
    ready, network, server
):
    row = begun_without_signal(ready, network)

    dispatch.reassign(
        server, row["work_order_id"], row["visit_id"], "danilo@cerrado.example"
    )
    network.restore()
    ready.send_now()

    open_again(ready, row)
    ready.sees("Esta ordem passou para Danilo", 40).sees("O que você registrou foi")


def test_an_order_cancelled_meanwhile_says_so_and_that_work_was_kept(
    ready, network, server
):
    row = begun_without_signal(ready, network)

    dispatch.cancel(server, row["work_order_id"])
    network.restore()
    ready.send_now()

    open_again(ready, row)
    ready.sees("cancelou esta ordem", 40).sees("O que você registrou foi guardado")


def begun_without_signal(phone, network):
    """Leave for an order in a dead spot; return its row of the queue."""
    number = phone.number_to_do()
    row = next(row for row in kept_queue(phone.page) if row["number"] == number)
    network.down()
    phone.open_order(number).take("travel").sees("Cheguei no local")
    return row


def open_again(phone, row):
    wait_until(lambda: phone.waiting_count() == 0, 60, "work still on the phone")
    phone.page.goto(f"/visits/{row['visit_id']}")


def test_what_one_tab_did_shows_in_the_other(ready):
    other = Technician(ready.page.context.new_page())
    number = ready.number_to_do()
    other.open_order(number)

    ready.page.bring_to_front()
    ready.open_order(number).take("travel").sees("Cheguei no local")

    other.sees("Cheguei no local")
