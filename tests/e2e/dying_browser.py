"""A browser with a profile of its own that dies as when a battery falls out."""

import signal

import psutil
from devices import PHONE, QUIET
from technician import Technician


class DyingBrowser:
    """Chromium on one profile; switched on, killed, and switched on again."""

    def __init__(self, playwright, chromium_path, profile, port):
        self.playwright, self.path = playwright, chromium_path
        self.profile, self.port = profile, port

    def switch_on(self):
        """Start it; return the phone as its technician uses it."""
        context = self.playwright.chromium.launch_persistent_context(
            self.profile,
            executable_path=self.path,
            args=QUIET,
            base_url=f"http://127.0.0.1:{self.port}",
            **PHONE,
        )
        return Technician(context.pages[0])

    def kill(self):
        """Kill every process of it, all at once."""
        chromium = [
            process
            for process in psutil.process_iter(["cmdline"])
            if f"--user-data-dir={self.profile}" in (process.info["cmdline"] or [])
        ]
        assert chromium
        for process in chromium:
            for child in [process, *process.children(recursive=True)]:
                if child.is_running():
                    child.send_signal(signal.SIGKILL)
        psutil.wait_procs(chromium, timeout=10)
