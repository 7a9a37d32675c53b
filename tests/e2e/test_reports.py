"""A report from the press of a button to a stranger who checks its files."""

import pytest
from accessibility import violations
from devices import DESKTOP
from waiting import wait_until

from fieldapp.services import dossier_verifier

SHEET_WIDTH = {"width": 794, "height": 1123}


@pytest.fixture
def desk(office):
    """Stand on the page of an order that was completed."""
    office.sign_in()
    page = office.page
    page.goto("/office/work_orders?phase=completed")
    page.locator("main .table__link").first.click()
    page.locator("#reports").wait_for()
    return page


def made(desk):
    """Ask for a report and wait until the page shows it by itself."""
    desk.get_by_role("button", name="Fazer: Relatório da visita").click()
    desk.get_by_role("link", name="PDF").first.wait_for(timeout=30_000)
    return desk


def test_a_report_comes_by_itself_and_a_stranger_checks_its_files(
    desk, browser, server, console, tmp_path
):
    made(desk)
    with desk.expect_download() as waiting:
        desk.get_by_role("link", name="PDF").first.click()
    pdf = tmp_path / "report.pdf"
    waiting.value.save_as(pdf)
    resaved = tmp_path / "resaved.pdf"
    resaved.write_bytes(pdf.read_bytes() + b"\n")
    address = desk.get_by_role("link", name="Conferir").first.get_attribute("href")

    context = browser.new_context(base_url=server.address, **DESKTOP)
    console.listen(context)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("heading", name="Autêntico e sem alteração").wait_for()
    page.locator("#file").set_input_files([pdf, resaved])
    results = page.locator("[data-result]")
    wait_until(lambda: results.count() == 2, message="files were not compared")
    found = [each.get_attribute("data-result") for each in results.all()]
    faults = violations(page)
    context.close()

    assert found == ["pdf", "other"]
    assert not faults


def test_the_printable_page_fits_the_paper(desk):
    made(desk).get_by_role("link", name="Imprimir").first.click()
    desk.locator(".report__foot").wait_for()
    desk.set_viewport_size(SHEET_WIDTH)
    desk.emulate_media(media="print")

    width = desk.evaluate("document.documentElement.scrollWidth")
    assert width <= SHEET_WIDTH["width"]
    assert desk.locator(".report__code img").is_visible()


def test_a_dossier_comes_by_itself_and_is_genuine(desk, tmp_path):
    desk.get_by_role("button", name="Todas as ordens deste cliente").click()
    desk.locator("#dossiers").get_by_role("link", name="ZIP").wait_for(timeout=60_000)
    faults = violations(desk)
    with desk.expect_download() as waiting:
        desk.locator("#dossiers").get_by_role("link", name="ZIP").click()
    path = tmp_path / "dossier.zip"
    waiting.value.save_as(path)

    assert dossier_verifier.main([str(path)]) == 0
    assert not faults


def test_the_audit_page_names_who_opened_an_order(desk, office):
    number = desk.locator(".heading__trail .mono").inner_text()
    desk.get_by_role("button", name="Sair").click()
    desk.wait_for_url("**/login")
    office.sign_in("renata@cerrado.example")
    desk.get_by_role("link", name="Auditoria").click()
    desk.get_by_role("heading", name="Quem abriu dados de clientes").wait_for()

    assert "Priscila" in desk.locator("main").inner_text()
    assert number.removeprefix("OS ") in desk.locator("main").inner_text()
    assert not violations(desk)
