"""A dispatcher at a desk, who looks at what has come in."""

from technician import PASSWORD, shown
from waiting import address, wait_until


class Office:
    """One browser of the office."""

    def __init__(self, page):
        self.page = page

    def sign_in(self, email="priscila@cerrado.example", password=PASSWORD):
        self.page.goto("/login")
        self.page.get_by_label("E-mail").fill(email)
        self.page.get_by_label("Senha").fill(password)
        self.page.get_by_role("button", name="Entrar").click()
        wait_until(lambda: "/office" in address(self.page), message="office not shown")
        self.page.locator("main h1").first.wait_for()
        return self

    def open_order(self, number):
        self.page.goto(f"/office/work_orders?q={number}")
        self.page.locator("main a", has_text=shown(number)).first.click()
        self.page.get_by_role("heading", name=shown(number)).first.wait_for()
        return self

    def timeline(self):
        """Return what each entry of the timeline says, oldest first."""
        entries = self.page.locator("[data-timeline] > li").all_inner_texts()
        return [entry.split("\n")[0] for entry in reversed(entries)]

    def sees(self, words, timeout_s=10):
        """Wait until these words stand on the page, loading it anew."""

        def shows():
            self.page.reload()
            return words in self.page.locator("body").inner_text()

        wait_until(shows, timeout_s, f"no “{words}”")
        return self
