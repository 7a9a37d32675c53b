"""What browsers complain of while a test runs: each such line is a fault of ours."""

import re

# A line that was cut, an answer that a screen puts into words of its own, letters or a
# scanner that were still to come when the signal went, styles of a version that is
# gone, and a page that was left before it had faded in.
EXPECTED = re.compile(
    r"Failed to load resource: (net::ERR_|the server responded with a status of "
    r"(401|404|409|422|429|503|507|504 .*/(fonts|scanner|zxing_reader)))"
    r"|Refused to apply style from .*/static/older/"
    r"|Transition was (aborted|skipped)"
)


class Console:
    """Listens to every browser that a test opens."""

    def __init__(self):
        self.lines = []

    def listen(self, context):
        """Note the errors of all pages of this context, from now on."""
        context.on("console", self.note)
        context.on("weberror", lambda error: self.lines.append(str(error.error)))
        return context

    def note(self, message):
        if message.type == "error":
            self.lines.append(f"{message.text} ({message.location.get('url')})")

    def complaints(self):
        """Return what nobody expected."""
        return [line for line in self.lines if not EXPECTED.match(line)]
