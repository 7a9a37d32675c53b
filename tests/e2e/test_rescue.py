"""A phone that cannot send any more: its work reaches the office in a file."""

import pytest
from waiting import wait_until

SHARES = """() => {
  globalThis.shared = []
  navigator.canShare = () => true
  navigator.share = async ({ files }) => shared.push(...files.map(({ name }) => name))
}"""


@pytest.fixture
def stranded(marcos, network):
    """Begin an order and then lose the line for good."""
    marcos.sign_in().get_ready()
    marcos.open_order(marcos.number_to_do())
    network.down()
    marcos.take("travel").sees("Cheguei no local")
    return marcos


def exported(phone):
    """Ask for the file, wait until it is made, and save it."""
    phone.open_outbox()
    phone.page.get_by_role("button", name="Exportar o que falta enviar").click()
    save = phone.page.get_by_role("button", name="Salvar o arquivo")
    with phone.page.expect_download() as download:
        save.click()
    return download.value


def test_the_file_of_a_stranded_phone_is_taken_in_once(
    stranded, office, network, tmp_path
):
    kept = stranded.waiting_count()
    download = exported(stranded)
    assert download.suggested_filename.startswith("visada-")
    file = tmp_path / download.suggested_filename
    download.save_as(file)

    page = office.sign_in().page
    page.get_by_role("link", name="Aparelhos").click()
    page.get_by_role("link", name="Resgatar um aparelho").click()
    office.page.get_by_label("Arquivo que começa com visada").set_input_files(file)
    office.page.get_by_role("button", name="Receber o arquivo").click()
    said = office.page.locator("main").inner_text
    wait_until(lambda: "Marcos Sales" in said(), message="nothing was taken in")
    assert f"Registros novos\n{kept}" in said()
    assert "nada fica em dobro" in said()

    network.restore()
    stranded.page.get_by_role("button", name="Fechar").click()
    wait_until(lambda: stranded.waiting_count() == 0, 30, "still unsent")
    stranded.open_outbox().sees("Tudo está com o escritório")


def test_the_file_holds_nothing_that_can_be_read(stranded, tmp_path):
    file = tmp_path / "file"
    exported(stranded).save_as(file)

    first, _header, *records = file.read_text().splitlines()
    assert first == "VISADA-RESCUE 1"
    assert len(records) >= 2
    assert "start_travel" not in file.read_text()


def test_the_file_is_shared_where_the_phone_can_share(stranded):
    stranded.page.add_init_script(f"({SHARES})()")
    stranded.open_outbox()
    stranded.page.get_by_role("button", name="Exportar o que falta enviar").click()
    stranded.page.get_by_role("button", name="Compartilhar o arquivo").click()

    shared = "() => globalThis.shared"
    wait_until(lambda: stranded.page.evaluate(shared), message="nothing was shared")
    [name] = stranded.page.evaluate(shared)
    assert name.startswith("visada-")
