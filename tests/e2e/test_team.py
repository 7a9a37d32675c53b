"""Somebody new: registered by a supervisor, a password of her own, her first queue."""

from accessibility import violations
from devices import PHONE
from waiting import address, wait_until

FLAT = "() => document.documentElement.scrollWidth <= innerWidth"
PASSWORD = "uma senha só dela"


def register(page):
    """Fill the form in, wrongly first, and return the link for the password."""
    page.goto("/office/team/new")
    page.get_by_label("Nome").fill("Ana Prado")
    page.get_by_role("button", name="Cadastrar e criar o link").click()
    page.get_by_text("Digite o e-mail").first.wait_for()
    assert violations(page) == []
    page.get_by_label("E-mail").fill("ana@cerrado.example")
    page.get_by_role("button", name="Cadastrar e criar o link").click()
    page.locator("#link").wait_for()
    return page.locator("#link").input_value()


def test_a_new_technician_sets_her_password_and_opens_her_queue(
    office, server, new_phone
):
    page = office.sign_in("renata@cerrado.example").page
    link = register(page)
    assert violations(page) == []

    ana = new_phone().page
    ana.goto(link.replace(server.address, ""))
    assert violations(ana) == []
    ana.get_by_label("Nova senha").fill(PASSWORD)
    ana.get_by_label("A mesma de novo").fill(PASSWORD)
    ana.get_by_role("button", name="Guardar a senha").click()
    ana.get_by_role("heading", name="Senha guardada").wait_for()
    ana.get_by_role("link", name="Entrar").click()
    ana.get_by_label("E-mail").fill("ana@cerrado.example")
    ana.get_by_label("Senha").fill(PASSWORD)
    ana.get_by_role("button", name="Entrar").click()
    wait_until(lambda: "/queue" in address(ana), message="no queue")


def test_the_screens_of_a_supervisor_fit_and_break_no_rule(office):
    page = office.sign_in("renata@cerrado.example").page
    wide, broken = [], {}
    for path in ("/office/team", "/office/team/new", "/office/audit"):
        page.set_viewport_size({"width": 320, "height": PHONE["viewport"]["height"]})
        page.goto(path)
        wide += [] if page.evaluate(FLAT) else [path]
        broken |= {path: violations(page)} if violations(page) else {}

    assert (wide, broken) == ([], {})
