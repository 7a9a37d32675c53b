"""A dispatcher's forms: one press once, mistakes in focus, nothing typed is lost."""

import sqlite3

import pytest
from waiting import wait_until

NEW = "/office/work_orders/new"
FACTS = {
    "Nome": "Wesley Prado",
    "Telefone": "(34) 90000-0452",
    "CEP": "38408-170",
    "Rua": "Av. Segismundo Pereira",
    "Número": "1870",
    "Bairro": "Santa Mônica",
    "Cidade": "Uberlândia",
    "UF": "MG",
}
DIGESTS = "images => images.map(({ src }) => src.split('/').at(-2))"
NAME_OF_FOCUS = """() => {
  const at = document.activeElement
  const words = at?.labels?.[0]?.innerText || at?.innerText || ""
  return words.replace(/\\s+/g, " ").trim()
}"""


@pytest.fixture
def desk(office):
    office.sign_in()
    return office.page


def filled(page):
    """Open the form of a new order and fill in what a customer says on the phone."""
    page.goto(NEW)
    for label, text in FACTS.items():
        page.get_by_label(label, exact=True).fill(text)
    return page


def send(page):
    page.get_by_role("button", name="Abrir a ordem").click()


def number(page):
    """Wait for an order's page and return its number as it is written there."""
    page.get_by_text("Ordem aberta.").wait_for()
    return page.locator(".heading__trail .mono").inner_text()


def focused(page):
    return page.evaluate(NAME_OF_FOCUS)


def test_what_is_wrong_comes_into_focus_and_leads_to_its_field(desk):
    filled(desk).get_by_label("CEP", exact=True).fill("123")

    send(desk)

    wait_until(lambda: desk.title().startswith("Erro: "), message="no error shown")
    wait_until(lambda: "1 item para corrigir" in focused(desk), message="not in focus")
    desk.get_by_role("link", name="O CEP tem 8 números").press("Enter")
    wait_until(lambda: focused(desk) == "CEP", message="field not in focus")
    assert desk.get_by_label("Nome", exact=True).input_value() == "Wesley Prado"
    assert desk.get_by_label("CEP", exact=True).input_value() == "123"


def test_a_second_press_while_it_is_sent_sends_nothing_more(desk):
    held, sent = [], []

    def hold(route):
        held.append(route)

    filled(desk).route("**/office/work_orders", hold)
    desk.on("request", lambda r: sent.append(r.url) if r.method == "POST" else None)

    with desk.expect_request("**/office/work_orders"):
        send(desk)
    button = desk.get_by_role("button", name="Abrir a ordem")
    button.press("Enter")
    button.click(force=True)
    held[0].continue_()

    assert number(desk)
    assert len(sent) == 1


def test_what_was_typed_stays_while_the_server_is_gone(desk, server):
    filled(desk)
    server.stop()

    send(desk)

    said = desk.get_by_role("alert")
    said.filter(has_text="O servidor não respondeu").wait_for()
    wait_until(lambda: "não respondeu" in focused(desk), message="not in focus")
    assert desk.get_by_label("Rua", exact=True).input_value() == FACTS["Rua"]
    server.start()
    send(desk)
    assert number(desk)


def test_what_was_typed_stays_when_the_session_is_gone(desk):
    filled(desk)
    cookies = desk.context.cookies()
    desk.context.clear_cookies()

    send(desk)

    desk.get_by_role("alert").filter(has_text="Sua entrada venceu").wait_for()
    assert desk.get_by_label("Nome", exact=True).input_value() == FACTS["Nome"]
    desk.context.add_cookies(cookies)  # signed in again in another tab
    send(desk)
    assert number(desk)


def test_an_order_is_opened_and_planned_without_a_mouse(desk):
    keys = Keys(desk)
    keys.to("Nova ordem").press("Enter")
    desk.get_by_role("heading", name="Nova ordem").wait_for()
    for label, text in FACTS.items():
        keys.to(label).type(text)
    keys.to("Abrir a ordem").press("Enter")
    assert number(desk)

    keys.act("Atribuir", "Atribuir a visita", {"Técnico": "Marcos"})
    sees(desk, "Atribuída a Marcos Sales")
    keys.act("Trocar o técnico", "Passar para este técnico", {"Técnico": "Danilo"})
    sees(desk, "Passou para Danilo Rezende")
    keys.act("Mudar a janela", "Mudar a janela", {"Das": "ArrowUp"})
    sees(desk, "09:00 a 10:00")
    reason = "O cliente desistiu"
    keys.act("Cancelar a ordem", "Cancelar a ordem", {"Motivo do cancelamento": reason})
    sees(desk, "Ordem cancelada")


class Keys:
    """Somebody who uses the keyboard alone."""

    def __init__(self, page):
        self.page = page

    def to(self, name):
        """Press Tab until this is in focus."""
        for _ in range(150):
            self.page.keyboard.press("Tab")
            if focused(self.page).startswith(name):
                return self.page.keyboard
        raise AssertionError(f"Tab never reaches “{name}”")

    def act(self, name, button, fields):
        """Open one form of an order's page, fill it in and send it."""
        self.to(name).press("Enter")
        for label, keys in fields.items():
            keyboard = self.to(label)
            keyboard.press(keys) if keys.startswith("Arrow") else keyboard.type(keys)
        self.to(button).press("Enter")


def sees(page, words):
    """Wait until a page that was drawn anew says this."""
    page.locator("main").get_by_text(words).first.wait_for()


def test_a_photo_that_arrives_moves_neither_focus_nor_what_is_typed(desk, server):
    order_id, kept, late = order_with_photos(desk, server)
    late_row = take_away(server, late)
    desk.clock.install()
    desk.goto(f"/office/work_orders/{order_id}")
    desk.get_by_text("Escrever uma nota").click()
    note = desk.get_by_label("Nota", exact=True)
    note.fill("Ligar antes")
    link = desk.locator(picture_of(kept))
    link.focus()
    before = desk.locator(".results__head", has_text="Fotos").inner_text()

    bring(server, late_row)
    desk.clock.fast_forward(16_000)

    desk.locator(picture_of(late)).wait_for()
    assert desk.locator(".results__head", has_text="Fotos").inner_text() != before
    wait_until(
        lambda: link.evaluate("link => link === document.activeElement"),
        message="focus was lost",
    )
    assert note.is_visible()
    assert note.input_value() == "Ligar antes"


def picture_of(digest):
    """Return where the link around a photo's picture is."""
    return f"#proof a:has(img[src*='{digest}'])"


def order_with_photos(page, server):
    """Return an order that shows photos which are here, and two of those."""
    with sqlite3.connect(server.data / "fieldapp.db") as database:
        found = database.execute(
            "SELECT work_order_id FROM evidence WHERE purpose = 'photo' "
            "GROUP BY work_order_id ORDER BY count(*) DESC, work_order_id LIMIT 9"
        ).fetchall()
    for (order_id,) in found:
        page.goto(f"/office/work_orders/{order_id}")
        shown = page.locator("#proof a img").evaluate_all(DIGESTS)
        once = [digest for digest in shown if shown.count(digest) == 1]
        if len(once) > 1:
            return order_id, once[0], once[1]
    raise AssertionError("no order of the demo shows two photos")


def take_away(server, digest):
    """Make a photo one that is still on its phone; return what the server knew."""
    with sqlite3.connect(server.data / "fieldapp.db") as database:
        where = "FROM blobs WHERE sha256 = ?"
        row = database.execute(f"SELECT * {where}", [digest]).fetchone()
        database.execute(f"DELETE {where}", [digest])
    return row


def bring(server, row):
    places = ", ".join("?" * len(row))
    with sqlite3.connect(server.data / "fieldapp.db") as database:
        database.execute(f"INSERT INTO blobs VALUES ({places})", row)  # noqa: S608
