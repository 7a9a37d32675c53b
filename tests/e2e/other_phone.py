"""A technician whose phone has another browser: the acts of one whole visit."""

from checklist import middle, template_item
from completion import CONFIRM
from database import is_complete, kept_queue, read, waiting_count
from technician import PASSWORD, STEPS
from waiting import wait_until
from webdriver import ELEMENT

WANTING = "li[data-item][data-wanting]:not([hidden])"
OPEN_ITEMS = f"""return [...document.querySelectorAll("{WANTING}")]
  .filter((item) => item.querySelector("form [name=value]"))
  .map((item) => item.dataset.item)"""
SIZE_OF = """async (sha256) => {
  const photo = await (await fetch(`/sync/evidence/${sha256}`)).blob()
  const { width, height } = await createImageBitmap(photo)
  return [width, height]
}"""
PICKER = "footer input[type=file]"
BY_SELECTOR = "document.querySelector(arguments[0])"
BY_WORDS = """[...document.querySelectorAll("button")]
  .find((each) => each.textContent.trim().startsWith(arguments[0]))"""
IN_THE_MIDDLE = """const found = %s
found?.scrollIntoView({ block: "center" })
return found ?? null"""
TAB = "\ue004"


class OtherPhone:
    """One browser in one person's hand; `evaluate` reads what the phone holds."""

    def __init__(self, browser, address):
        self.browser = browser
        self.address = address
        self.browser.do("SetTimeouts", script=30_000, pageLoad=60_000, implicit=0)

    # The page

    def goto(self, path):
        self.browser.do("Navigate", url=self.address + path)
        return self

    def run(self, script, *arguments):
        """Run the body of a function and return its value."""
        return self.browser.do("ExecuteScript", script=script, args=list(arguments))

    def evaluate(self, function, argument=None):
        """Call an async function given as text, as Playwright's pages do."""
        script = f"const done = arguments[1]; ({function})(arguments[0]).then(done)"
        return self.browser.do("ExecuteAsyncScript", script=script, args=[argument])

    def text(self):
        return self.run("return document.body.innerText")

    def path(self):
        return self.run("return location.pathname")

    def sees(self, words, timeout_s=20):
        """Wait until these words stand on the screen."""
        try:
            wait_until(lambda: words in self.text(), timeout_s)
        except AssertionError:
            raise AssertionError(f"no “{words}”: {self.text()}") from None
        return self

    def type(self, selector, text):
        found = self.browser.do("FindElement", using="css selector", value=selector)
        self.browser.do("ElementSendKeys", id=found[ELEMENT], text=text)
        return self

    def click(self, selector):
        """Tap what a selector names."""
        wait_until(lambda: self.press(BY_SELECTOR, selector), 20, f"no {selector}")
        return self

    def tap(self, words):
        """Tap the button that begins with these words."""
        wait_until(lambda: self.press(BY_WORDS, words), 20, f"no button “{words}”")
        return self

    def press(self, finding, name):
        """Tap what a script finds; a page that changes meanwhile is asked again."""
        found = self.run(IN_THE_MIDDLE % finding, name)
        if found:
            self.browser.do("ElementClick", id=found[ELEMENT])
        return bool(found)

    # The visit

    def sign_in(self, email="marcos@cerrado.example"):
        self.goto("/login")
        self.type("[name=email]", email).type("[name=password]", PASSWORD)
        self.tap("Entrar")
        wait_until(lambda: self.path() == "/queue", 30, "queue not shown")
        return self

    def get_ready(self):
        wait_until(self.is_ready, 60, "not ready for work without signal")
        return self

    def is_ready(self):
        controlled = "return Boolean(navigator.serviceWorker.controller)"
        return self.run(controlled) and is_complete(self)

    def take(self, step):
        return self.tap(STEPS[step])

    def number_to_do(self):
        """Return number and visit of the first order that is not begun."""
        rows = [row for row in kept_queue(self) if row["phase"] == "planned"]
        first = min(rows, key=lambda row: row["place"])
        return first["number"], first["visit_id"]

    def answer_all(self):
        """Answer what can be typed or tapped; return the items."""
        answered = []
        while wanted := [i for i in self.run(OPEN_ITEMS) if i not in answered]:
            self.answer(wanted[0])
            answered.append(wanted[0])
        return answered

    def answer(self, item_id):
        item = f'li[data-item="{item_id}"]'
        has = "return document.querySelector(arguments[0]) !== null"
        if self.run(has, f"{item} details:not([open])"):
            self.click(f"{item} summary")
        if self.run(has, f"{item} label.option"):
            self.click(f"{item} label.option")
        else:
            field = f"{item} :is(input[type=text][name=value], textarea[name=value])"
            self.type(field, self.good_value(item_id) + TAB)
        kept = f"{item}:is(:not([data-wanting]), :has(textarea[name=note]))"
        wait_until(lambda: self.run(has, kept), 20, f"{item_id} not kept")

    def good_value(self, item_id):
        found = template_item(self, item_id)
        if found["kind"] != "number":
            return "ZTEGC8A1F02B" if found["kind"] == "scan" else "Conector refeito"
        return middle(found["limits"][0] if found.get("limits") else {})

    def photos(self):
        script = "return document.querySelectorAll('figure.shot').length"
        return self.run(script)

    def pick(self, path):
        """Choose a photo from the gallery and wait for its tile."""
        before = self.photos()
        self.type(PICKER, str(path))
        wait_until(lambda: self.photos() > before, 30, "no photo on the page")
        return self

    def kept_photos(self):
        """Return kind and size of each photo that the phone keeps, as it decodes it."""
        uploads = read(self, "uploads", "getAll")
        return [
            (each["media_type"], self.evaluate(SIZE_OF, each["sha256"]))
            for each in uploads
        ]

    def wants_photo(self):
        script = "return document.querySelector(arguments[0]).dataset.pick"
        return self.run(script, PICKER)

    def draw(self):
        """Sign with two strokes."""
        self.click("#strokes [data-clear]")
        script = """const { x, y } = document.querySelector(
          "#strokes .pad__sheet").getBoundingClientRect()
        return [x, y]"""
        self.run("document.querySelector('#strokes').scrollIntoView({block: 'center'})")
        left, top = self.run(script)
        for stroke in (((40, 110), (70, 40), (110, 100)), ((130, 80), (240, 60))):
            self.stroke([(int(left + x), int(top + y)) for x, y in stroke])
        return self

    def stroke(self, points):
        first, *rest = [
            {
                "type": "pointerMove",
                "x": x,
                "y": y,
                "duration": 60,
                "origin": "viewport",
            }
            for x, y in points
        ]
        press, lift = ({"type": f"pointer{way}", "button": 0} for way in ("Down", "Up"))
        finger = {
            "type": "pointer",
            "id": "finger",
            "parameters": {"pointerType": "mouse"},
            "actions": [first, press, *rest, lift],
        }
        self.browser.do("PerformActions", actions=[finger])

    def confirm(self):
        return self.tap(CONFIRM)

    # What the phone holds

    def waiting_count(self):
        return waiting_count(self)

    def is_all_received(self):
        return all(upload["received_at"] for upload in read(self, "uploads", "getAll"))
