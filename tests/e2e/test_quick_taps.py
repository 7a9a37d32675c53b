"""A choice is painted before it is sent: however fast she taps, every one is kept."""

import json

from database import waiting
from waiting import wait_until

TAP_FIRST_CHOICES = """count => {
  const items = [...document.querySelectorAll(
    "li[data-item][data-wanting]:not([hidden]):has(.options input[type=radio])")]
  return items.slice(0, count).map((item) => {
    item.querySelector("label.option").click()
    return item.dataset.item
  })
}"""
CHANGE_MIND = """() => {
  const item = document.querySelector(
    "li[data-item][data-wanting]:not([hidden]):has(.options input[type=radio])")
  const [first, second] = item.querySelectorAll("label.option")
  first.click()
  second.click()
  return [item.dataset.item, second.querySelector("input").value]
}"""
TAP_AND_LEAVE = """() => {
  const item = document.querySelector(
    "li[data-item][data-wanting]:not([hidden]):has(.options input[type=radio])")
  item.querySelector("label.option").click()
  document.querySelector("header a.icon-button").click()
  return item.dataset.item
}"""


def test_taps_in_one_frame_are_all_kept(marcos, network):
    at_checklist(marcos, network)

    tapped = marcos.page.evaluate(TAP_FIRST_CHOICES, 4)

    assert len(tapped) == 4
    wait_until(
        lambda: set(tapped) <= set(kept_answers(marcos)), message="a tap is lost"
    )
    assert marcos.problems == []


def test_a_mind_changed_in_one_frame_keeps_the_last_choice(marcos, network):
    at_checklist(marcos, network)

    item_id, last = marcos.page.evaluate(CHANGE_MIND)

    wait_until(lambda: item_id in kept_answers(marcos), message="nothing is kept")
    assert json.dumps(kept_answers(marcos)[item_id]).strip('"') == last


def test_a_tap_right_before_leaving_is_kept(marcos, network):
    at_checklist(marcos, network)

    item_id = marcos.page.evaluate(TAP_AND_LEAVE)

    wait_until(lambda: item_id in kept_answers(marcos), message="the tap is lost")
    assert marcos.problems == []


def at_checklist(phone, network):
    phone.sign_in().get_ready()
    network.down()
    phone.open_order(phone.number_to_do())
    phone.take("travel").sees("Cheguei no local")
    phone.take("arrive").sees("Iniciar")
    phone.take("start").sees("Próximo item")
    return phone.open_checklist()


def kept_answers(phone):
    """Return the answers in the outbox by item, the last of each."""
    operations = [json.loads(entry["bytes"]) for entry in waiting(phone.page)]
    return {
        operation["arguments"]["item_id"]: operation["arguments"]["value"]
        for operation in operations
        if operation["name"] == "answer_checklist_item"
    }
