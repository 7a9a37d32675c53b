"""A technician with a phone: acts by the words on the screen, as a person does."""

import re

from checklist import Checklist
from database import is_complete, kept_queue, waiting_count
from waiting import address, wait_until

PASSWORD = "demonstracao"
TIMEOUT_MS = 10_000
STEPS = {
    "travel": "Sair para o cliente",
    "arrive": "Cheguei no local",
    "start": "Iniciar",
    "finish": "Concluir ordem",
}
SIGN_OUT = "Sair"
HOLD_CLOCK = """now => new Promise((resolve) => {
  const channel = new MessageChannel()
  channel.port1.onmessage = () => resolve()
  const worker = navigator.serviceWorker.controller
  worker.postMessage({ type: "hold_clock", now }, [channel.port2])
})"""


class Technician:
    """One phone in one person's hand."""

    def __init__(self, page):
        self.page = page
        self.problems = []
        page.set_default_timeout(TIMEOUT_MS)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", self.note)

    def note(self, message):
        """Remember what the CSP blocked: every such line is a fault of ours."""
        if "Content Security Policy" in message.text:
            self.problems.append(message.text)

    # Signing in and getting ready

    def sign_in(self, email="marcos@cerrado.example", password=PASSWORD):
        self.page.goto("/login")
        self.page.get_by_label("E-mail").fill(email)
        self.page.get_by_label("Senha").fill(password)
        self.page.get_by_role("button", name="Entrar").click()
        return self

    def get_ready(self):
        """Wait until the whole day is on the phone and the worker answers."""
        wait_until(lambda: "/queue" in address(self.page), message="queue not shown")
        wait_until(self.is_ready, 30, "not ready for work without signal")
        return self

    def is_ready(self):
        controlled = "() => Boolean(navigator.serviceWorker.controller)"
        return self.page.evaluate(controlled) and is_complete(self.page)

    # Going about

    def open_queue(self):
        self.page.goto("/queue")
        self.page.get_by_role("heading", name="Minha fila").wait_for()
        return self

    def numbers(self):
        """Return the order numbers in the queue, in the order of the screen."""
        numbers = {row["visit_id"]: row["number"] for row in kept_queue(self.page)}
        links = self.page.locator("main a[href^='/visits/']").all()
        return [numbers[link.get_attribute("href").split("/")[2]] for link in links]

    def number_to_do(self):
        """Return the number of the first order of the queue that is not begun."""
        return self.numbers_to_do()[0]

    def numbers_to_do(self):
        """Return the numbers of the orders that are not begun, as in the queue."""
        phases = {row["number"]: row["phase"] for row in kept_queue(self.page)}
        numbers = self.open_queue().numbers()
        return [n for n in numbers if phases[n] in {"planned", "acknowledged"}]

    def visit_id(self, number):
        """Return the id of this person's visit of an order."""
        rows = kept_queue(self.page)
        return next(row["visit_id"] for row in rows if row["number"] == number)

    def open_order(self, number, *, from_here=False):
        """Open an order by its number from the queue, which may be shown already."""
        visit_id = (self if from_here else self.open_queue()).visit_id(number)
        self.page.locator(f"main a[href='/visits/{visit_id}']").click()
        self.page.wait_for_url(f"**/visits/{visit_id}", wait_until="commit")
        self.page.locator("#queue").wait_for(state="detached")
        return self

    def open_checklist(self):
        self.page.locator("main").get_by_role("link", name="Checklist").first.click()
        self.page.wait_for_url("**/checklist*", wait_until="commit")
        self.page.locator("#checklist").wait_for()
        return Checklist(self.page)

    def open_outbox(self):
        self.page.goto("/outbox")
        return self

    # Acting on the order

    def take(self, step):
        """Tap the one bright button of the console."""
        self.bright_button(step).first.click()
        return self

    def take_if_offered(self, step):
        """Tap it where it stands at this very moment; it may go while one looks."""
        self.bright_button(step).evaluate_all("buttons => buttons[0]?.click()")
        return self

    def offers(self, step):
        """Tell whether the console offers this step now."""
        return self.bright_button(step).first.is_visible()

    def bright_button(self, step):
        name = re.compile(f"^{STEPS[step]}")
        return self.page.get_by_role("button", name=name)

    def sees(self, words, timeout_s=10):
        """Wait until these words stand on the screen."""
        shows = self.page.locator("body").inner_text
        wait_until(lambda: words in shows(), timeout_s, f"no “{words}”: {shows()}")
        return self

    def send_now(self):
        """Open Envios and ask for sending, whatever the phone waits for."""
        self.open_outbox()
        button = self.page.get_by_role("button", name="Enviar agora")
        button.click(force=True)  # closed when all was sent meanwhile: then all is well
        return self

    def sync_behind_the_page(self):
        """Let the worker send and receive now, without touching the page."""
        tell = "navigator.serviceWorker.controller.postMessage({ type: 'sync_now' })"
        self.page.evaluate(tell)
        return self

    def ask_to_sign_out(self):
        """Tap "Sair" in the profile."""
        self.page.goto("/profile")
        self.page.get_by_role("button", name=SIGN_OUT).click()
        return self

    def sign_out(self):
        """Leave, and wait for the door."""
        self.ask_to_sign_out()
        wait_until(lambda: "/login" in address(self.page), message="still signed in")
        return self

    def lose_session(self):
        """Forget who is signed in, as when the office ended the session."""
        self.page.context.clear_cookies()
        return self

    def hold_clock(self, now):
        """Make the phone believe that it is now this moment, until told otherwise."""
        self.page.evaluate(HOLD_CLOCK, now)
        return self

    def theme(self, name):
        """Switch the theme as the profile screen does."""
        self.page.evaluate("name => localStorage.setItem('theme', name)", name)
        self.page.reload()
        return self

    # What the phone holds

    def waiting_count(self):
        """Return how many operations wait on the phone for the server."""
        return waiting_count(self.page)


def shown(number):
    """Return an order number as screens show it: 48211 → 48.211."""
    return f"{number:,}".replace(",", ".")
