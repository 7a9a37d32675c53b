"""The checklist as a technician fills it: the next open item, answered well."""

from database import documents
from waiting import wait_until

WANTING = "li[data-item][data-wanting]:not([hidden])"


class Checklist:
    """The checklist page of one visit; `is_trusting` taps without looking first."""

    def __init__(self, page):
        self.page = page
        self.is_trusting = False

    def answer_all(self):
        """Answer every item that can be answered without a camera."""
        answered = []
        while item_id := self.next_item(answered):
            self.answer(item_id)
            answered.append(item_id)
        return answered

    def next_item(self, besides=()):
        """Return the next visible item that wants an answer typed or tapped."""
        for item in self.page.locator(WANTING).all():
            item_id = item.get_attribute("data-item")
            if item_id not in besides and item.locator("form [name=value]").count():
                return item_id
        return None

    def answer(self, item_id):
        """Give an item its best answer and wait until it is kept on the phone."""
        item = self.item(item_id)
        if item.locator("details:not([open])").count():
            item.locator("summary").click()
        option = item.locator("label.option").first
        if option.count():
            option.click(force=self.is_trusting)
        else:
            self.type_into(item, self.good_value(item_id))
        wait_until(lambda: self.is_kept(item_id), message=f"{item_id} not kept")

    def item(self, item_id):
        """Return an item's place on the page."""
        return self.page.locator(f'li[data-item="{item_id}"]')

    def type_into(self, item, text):
        """Type as a person does, and leave the field."""
        field = item.locator("input[type=text][name=value], textarea[name=value]").first
        field.fill(text)
        field.press("Tab")

    def is_kept(self, item_id):
        """Tell whether the item no longer wants an answer, or asks for its reason."""
        item = self.item(item_id)
        return (
            item.get_attribute("data-wanting") is None
            or item.locator("textarea[name=note]").count()
        )

    def good_value(self, item_id):
        """Return a value inside the limits, with the comma of the country."""
        found = template_item(self.page, item_id)
        if found["kind"] != "number":
            return "ZTEGC8A1F02B" if found["kind"] == "scan" else "Conector refeito"
        return middle(found["limits"][0] if found.get("limits") else {})


def template_item(page, item_id):
    """Return an item of whichever template the phone holds, by its stable id."""
    stem = item_id.split(".")[0]
    return next(
        item
        for template in documents(page, "template_version")
        for section in template["sections"]
        for item in section["checklist_items"]
        if item["id"] == stem
    )


def middle(limit):
    """Return a value that no limit calls amber or red."""
    low = limit.get("amber_below") or limit.get("red_below")
    high = limit.get("amber_above") or limit.get("red_above")
    if low is None and high is None:
        return "1"
    low = float(low) if low is not None else float(high) - 2
    high = float(high) if high is not None else low + 2
    return f"{(low + high) / 2:.1f}".replace(".", ",")
