"""From page to page: inside the document where the browser can, else by plain links."""

import pytest
from technician import Technician
from waiting import address, wait_until

HEADING = (
    "() => document.activeElement.matches('h1') && document.activeElement.innerText"
)
MARK = "() => { window.isKept = true }"
IS_KEPT = "() => window.isKept === true"
FOLLOW = """path => {
  const link = Object.assign(document.createElement("a"), { href: path })
  document.querySelector("main").append(link)
  link.click()
}"""
WRITE_INTO_HISTORY = """() => {
  const ask = self.fetch
  self.fetch = (...all) => {
    history.replaceState({ htmx: true }, "", location.href)
    return ask(...all)
  }
}"""
SCROLLED = "() => Math.round(scrollY)"


@pytest.fixture
def ready(marcos):
    return marcos.sign_in().get_ready()


@pytest.fixture
def number(ready):
    return ready.number_to_do()


def test_the_day_is_gone_through_in_one_document(ready, number):
    ready.open_queue().page.evaluate(MARK)

    ready.open_order(number, from_here=True)
    wait_until(lambda: "OS " in ready.page.title(), message="not its title")
    assert "Minha fila" not in ready.page.evaluate(HEADING)
    ready.page.go_back()
    ready.page.locator("#queue").wait_for()

    wait_until(lambda: ready.page.evaluate(HEADING) == "Minha fila", message="no focus")
    wait_until(lambda: "Minha fila" in ready.page.title(), message="not its title")
    assert ready.page.evaluate(IS_KEPT)


def test_the_way_back_leads_to_the_same_place(ready):
    page = ready.open_queue().page
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    left = page.evaluate(SCROLLED)
    assert left > 0

    page.locator("main a[href^='/visits/']").last.evaluate("link => link.click()")
    page.locator("#order").wait_for()
    assert page.evaluate(SCROLLED) == 0
    page.go_back()

    page.locator("#queue").wait_for()
    wait_until(lambda: page.evaluate(SCROLLED) == left, message="elsewhere")


def test_the_way_back_is_gone_while_the_history_is_written_into(ready, number):
    """As htmx does when a page that was asked for before arrives meanwhile."""
    page = ready.open_queue().page
    page.evaluate("scrollTo(0, 300)")
    page.locator("main a[href^='/visits/']").last.evaluate("link => link.click()")
    page.locator("#order").wait_for()
    page.evaluate(WRITE_INTO_HISTORY)

    page.go_back()

    page.locator("#queue").wait_for()
    wait_until(lambda: page.evaluate(SCROLLED) == 300, message="elsewhere")
    assert address(page).endswith("/queue")


def test_one_way_back_however_many_steps(ready, number):
    ready.open_order(number).take("travel").sees("Cheguei no local")
    ready.take("arrive").sees("Iniciar")

    ready.page.go_back()

    ready.page.locator("#queue").wait_for()


def test_what_is_typed_is_kept_when_she_goes_back(ready, number):
    ready.open_order(number)
    for step in ("travel", "arrive", "start"):
        ready.take(step)
    ready.sees("Próximo item")
    checklist = ready.open_checklist()
    item_id, field = text_field(checklist)
    field.fill(checklist.good_value(item_id))

    ready.page.go_back()
    ready.page.locator("#order").wait_for()
    ready.open_checklist()

    wait_until(lambda: checklist.is_kept(item_id), message="lost on the way back")


def text_field(checklist):
    """Return the first item that is answered by typing, unfolded, and its field."""
    items = checklist.page.locator("li[data-item]:not([hidden])")
    item = items.filter(has=checklist.page.locator("input[type=text][name=value]"))
    item_id = item.first.get_attribute("data-item")
    if checklist.item(item_id).locator("details:not([open])").count():
        checklist.item(item_id).locator("summary").click()
    return item_id, checklist.item(item_id).locator("input[type=text][name=value]")


def test_a_page_with_scripts_of_its_own_has_its_own_document(ready, number):
    page = ready.open_order(number).page
    page.evaluate(MARK)

    page.evaluate(FOLLOW, f"{page.url}/evidence")

    page.get_by_role("heading", name="Fotos").wait_for()
    assert not page.evaluate(IS_KEPT)


def test_another_version_gets_a_document_of_its_own(ready, number):
    page = ready.open_queue().page
    page.evaluate(MARK)
    page.evaluate(
        "() => document.querySelector('link[href*=\"css/app.css\"]')"
        ".setAttribute('href', '/static/older/css/app.css')"
    )

    ready.open_order(number, from_here=True)

    wait_until(lambda: not page.evaluate(IS_KEPT), message="new page in old styles")
    ready.sees("Sair para o cliente")


def test_without_the_navigation_api_links_are_plain_links(browser_page, number):
    older = Technician(browser_page)
    older.open_queue().page.evaluate(MARK)

    older.open_order(number, from_here=True)

    assert not older.page.evaluate(IS_KEPT)
    older.take("travel").sees("Cheguei no local")


@pytest.fixture
def browser_page(ready):
    """Return a tab of the same phone in an older browser."""
    page = ready.page.context.new_page()
    page.add_init_script("Object.defineProperty(window, 'navigation', {value: null})")
    return page
