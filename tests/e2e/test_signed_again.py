"""What changes after a signature, on the phone without signal and in the office."""

from completion import working
from database import waiting
from waiting import wait_until


def test_what_changes_after_the_signature_is_shown_and_signed_again(
    marcos, office, network
):
    marcos.sign_in().get_ready()
    network.down()
    number, visit = working(marcos)
    checklist = marcos.open_checklist()
    checklist.answer_all()
    visit.open_sign_off().sign_name().confirm()
    visit.is_back_on_order()

    marcos.open_checklist()
    kept = len(waiting(marcos.page))
    tick = marcos.page.locator("li[data-item]:has(label.option)", has_text="Não").first
    tick.locator("summary").click()
    tick.locator("label.option", has_text="Não").first.click()
    wait_until(lambda: len(waiting(marcos.page)) > kept, message="change not kept")
    marcos.open_order(number).sees("Algo mudou depois dela")

    visit.open_sign_off()
    marcos.sees("Mudou depois da assinatura").sees("Agora: Não")
    visit.sign_name().confirm()
    visit.is_back_on_order()
    assert "Algo mudou depois dela" not in marcos.page.locator("main").inner_text()

    network.restore()
    marcos.open_outbox()
    wait_until(lambda: marcos.waiting_count() == 0, 60, "work still on the phone")
    office.sign_in().open_order(number)
    wait_until(lambda: office.page.locator(".proof__signature").count() == 2)
    assert marcos.problems == []
