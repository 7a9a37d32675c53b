"""The pictures of docs/screenshots; run by `./dev screenshot`, not a test."""

from pathlib import Path

FOLDER = Path(__file__).parent.parent.parent / "docs" / "screenshots"


def test_take_the_pictures(marcos, office, request):
    theme = request.config.getoption("--theme")
    suffix = "" if theme == "light" else f"-{theme}"

    def take(name, page=marcos.page):
        page.wait_for_load_state("networkidle")
        FOLDER.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=FOLDER / f"{name}{suffix}.png")

    marcos.page.goto("/login")
    marcos.theme(theme)
    take("login")
    marcos.sign_in().get_ready()
    number = marcos.open_queue().numbers()[0]
    take("queue")
    marcos.open_order(number)
    take("order")
    marcos.open_checklist()
    take("checklist")
    marcos.open_outbox()
    take("outbox")

    office.sign_in()
    take("office-orders", office.page)
    office.open_order(number)
    take("office-order", office.page)
