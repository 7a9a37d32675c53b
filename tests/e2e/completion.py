"""How a visit ends on the phone: signed, photographed, or given up."""

from database import read
from waiting import address, wait_until

CONFIRM = "Confirmar"


class Completion:
    """The last screens of one visit."""

    def __init__(self, phone, number):
        self.phone = phone
        self.page = phone.page
        self.visit = f"/visits/{phone.visit_id(number)}"

    # The signature

    def open_sign_off(self):
        self.page.goto(f"{self.visit}/sign_off")
        self.page.get_by_role("heading", name="Assinatura do cliente").wait_for()
        return self.finds_pad_awake()

    def finds_pad_awake(self):
        """Wait for the script of the pad, which comes after the first paint."""
        self.page.locator("signature-pad:defined").first.wait_for()
        return self

    def draw(self, *points, pad="strokes"):
        """Draw one stroke over points of a pad, in its own pixels."""
        sheet = self.page.locator(f"#{pad} .pad__sheet")
        sheet.scroll_into_view_if_needed()
        box = sheet.bounding_box()
        first, *rest = [(box["x"] + x, box["y"] + y) for x, y in points]
        self.page.mouse.move(*first)
        self.page.mouse.down()
        for point in rest:
            self.page.mouse.move(*point, steps=5)
        self.page.mouse.up()
        return self

    def sign_name(self, pad="strokes"):
        self.draw((40, 120), (70, 40), (90, 110), (120, 50), (150, 115), pad=pad)
        return self.draw((160, 80), (260, 60), pad=pad)

    def strokes(self):
        """Return how many strokes the pad shows, and the text it would send."""
        self.finds_pad_awake()
        return (
            self.page.locator(".pad__sheet .ink").count(),
            self.page.locator("[name=strokes]").input_value(),
        )

    def draft(self):
        """Return the fields that the phone keeps of an unfinished signature."""
        visit_id = self.visit.split("/")[2]
        return read(self.page, "meta", "get", f"draft sign_off {visit_id}") or {}

    def type_tax_number(self, typed):
        self.page.get_by_label("CPF ou CNPJ").fill(typed)
        return self

    def confirm(self):
        self.page.get_by_role("button", name=CONFIRM).click()
        return self

    def is_back_on_order(self):
        """Wait until the order is shown again."""
        wait_until(
            lambda: address(self.page).endswith(self.visit), message="not on order"
        )
        return self

    # Photos

    def open_photos(self):
        self.page.goto(f"{self.visit}/evidence")
        self.page.get_by_role("heading", name="Fotos").wait_for()
        return self

    def shoot_next(self):
        """Open the camera at the next photo and take it."""
        self.page.locator("footer [data-shoot]").click()
        self.page.locator("dialog.camera[open]").wait_for()
        self.page.get_by_role("button", name="Tirar foto").click()
        return self

    def pick(self, path_or_file):
        """Choose from the gallery."""
        self.page.locator("footer input[type=file]").set_input_files(path_or_file)
        return self

    def pick_required(self, new_photo):
        """Choose a photo of its own for every slot that still wants one."""
        wanting = self.page.locator("footer input[type=file]")
        while wanting.get_attribute("data-pick"):
            count = self.photos() + 1
            self.pick(new_photo(count))
            wait_until(
                lambda wanted=count: self.photos() == wanted,
                message="no photo on the page",
            )
        return self

    def photos(self):
        """Return how many photos the page shows."""
        return self.page.locator("figure.shot").count()

    def uploads(self):
        """Return what the phone has to send or has sent, photos and signatures."""
        return read(self.page, "uploads", "getAll") or []

    def is_all_received(self):
        return all(upload["received_at"] for upload in self.uploads())

    # Giving up

    def open_cannot_complete(self):
        self.page.goto(f"{self.visit}/cannot_complete")
        self.page.get_by_role("heading", name="Por que não deu?").wait_for()
        return self

    def choose(self, reason):
        self.page.get_by_label(reason, exact=True).check()
        return self


def working(phone, number=None):
    """Begin an order, the first of the queue if none is named, and return its end."""
    number = number or phone.open_queue().numbers()[0]
    phone.open_order(number)
    for step, next_words in (
        ("travel", "Cheguei no local"),
        ("arrive", "Iniciar"),
        ("start", "Próximo item"),
    ):
        if phone.offers(step):
            phone.take(step).sees(next_words)
    return number, Completion(phone, number)
