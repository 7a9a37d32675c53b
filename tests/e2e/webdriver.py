"""Browsers that Playwright does not drive, by the two wires on which they listen.

Firefox speaks Marionette on a socket, WebKitGTK the W3C protocol through its driver;
the commands are the same. Debian packages the browsers and no driver for Firefox.
"""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

from server import free_port
from waiting import wait_until

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
LIBRARIES = Path("/usr/lib")
PREFERENCES = {
    "intl.accept_languages": "pt-BR",
    "permissions.default.geo": 2,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.auto": False,
    "browser.aboutwelcome.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "extensions.update.enabled": False,
    "browser.safebrowsing.downloads.remote.enabled": False,
    "services.settings.server": "",
}
WEBKIT_ROUTES = {
    "Navigate": ("POST", "/url"),
    "Refresh": ("POST", "/refresh"),
    "ExecuteScript": ("POST", "/execute/sync"),
    "ExecuteAsyncScript": ("POST", "/execute/async"),
    "FindElement": ("POST", "/element"),
    "ElementClick": ("POST", "/element/{id}/click"),
    "ElementSendKeys": ("POST", "/element/{id}/value"),
    "PerformActions": ("POST", "/actions"),
    "SetTimeouts": ("POST", "/timeouts"),
    "TakeScreenshot": ("GET", "/screenshot"),
}
MINI_BROWSER = "webkit2gtk-4.1/MiniBrowser"


class CommandError(Exception):
    """The browser could not do it."""


class Firefox:
    """Firefox without a window, driven by Marionette."""

    def __init__(self, folder):
        self.folder = folder

    def start(self):
        """Start it with a profile of its own."""
        port = free_port()
        self.folder.mkdir(parents=True)
        chosen = PREFERENCES | {"marionette.port": port}
        lines = [
            f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in chosen.items()
        ]
        (self.folder / "user.js").write_text("\n".join(lines))
        program = shutil.which("firefox-esr")
        assert program, "no firefox-esr: ./dev test --long installs or explains it"
        with (self.folder / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [program, "--headless", "--marionette", "--profile", str(self.folder)],
                env=os.environ | {"HOME": str(self.folder), "TZ": "America/Sao_Paulo"},
                stdout=log,
                stderr=log,
            )
        self.wire = wait_until(lambda: connected(port), 60, "Firefox does not listen")
        self.last = 0
        self.receive()
        self.do("NewSession", capabilities={})
        return self

    def do(self, command, **parameters):
        """Send one command and return its value."""
        self.last += 1
        message = json.dumps(
            [0, self.last, f"WebDriver:{command}", parameters]
        ).encode()
        self.wire.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self.receive()
        if error:
            raise CommandError(error["error"], error["message"])
        return result.get("value", result) if isinstance(result, dict) else result

    def receive(self):
        """Return the next message: its length, a colon, JSON."""
        head = b""
        while not head.endswith(b":"):
            head += self.piece(1)
        size = int(head[:-1])
        body = b""
        while len(body) < size:
            body += self.piece(size - len(body))
        return json.loads(body)

    def piece(self, size):
        """Return some bytes of the wire."""
        data = self.wire.recv(size)
        if not data:
            raise CommandError("gone", "Firefox closed the wire")
        return data

    def stop(self):
        """End it."""
        self.wire.close()
        self.process.terminate()
        self.process.wait(20)


class WebKit:
    """WebKitGTK's small browser on a screen of its own, driven by its driver."""

    def __init__(self, folder):
        self.folder = folder

    def start(self):
        """Start screen, driver and browser."""
        self.folder.mkdir(parents=True)
        self.screen = Screen().start()
        self.address = f"http://127.0.0.1:{(port := free_port())}"
        program = shutil.which("WebKitWebDriver")
        assert program, "no WebKitWebDriver: ./dev test --long installs or explains it"
        own = {
            "DISPLAY": self.screen.name,
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "LANGUAGE": "pt_BR",
            "TZ": "America/Sao_Paulo",
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",  # as root in a container
        }
        with (self.folder / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [program, f"--port={port}"],
                env=os.environ | own,
                stdout=log,
                stderr=log,
            )
        options = {"binary": mini_browser(), "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        begun = wait_until(lambda: self.begin(wanted), 60, "WebKit does not start")
        self.session = f"/session/{begun['sessionId']}"
        return self

    def begin(self, wanted):
        """Ask for a session."""
        return self.ask("POST", "/session", {"capabilities": wanted})

    def do(self, command, **parameters):
        """Send one command and return its value."""
        method, path = WEBKIT_ROUTES[command]
        path = path.format(id=parameters.pop("id", ""))
        return self.ask(method, self.session + path, parameters)

    def ask(self, method, path, body):
        """Make one request to the driver."""
        request = urllib.request.Request(
            self.address + path,
            method=method,
            data=json.dumps(body).encode() if method == "POST" else None,
            headers={"Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.loads(answer.read())["value"]
        except urllib.error.HTTPError as problem:
            said = json.loads(problem.read())["value"]
            raise CommandError(said["error"], said["message"]) from None

    def stop(self):
        """End the browser, then what carried it."""
        with contextlib.suppress(OSError, CommandError):
            self.ask("DELETE", self.session, {})
        self.process.terminate()
        self.process.wait(20)
        self.screen.stop()


class Screen:
    """A screen that nobody sees; the server chooses its number."""

    def start(self):
        """Start Xvfb."""
        program = shutil.which("Xvfb")
        assert program, "no Xvfb: ./dev test --long installs or explains it"
        reading, writing = os.pipe()
        size = ["-screen", "0", "1000x1000x24", "-nolisten", "tcp"]
        self.process = subprocess.Popen(
            [program, "-displayfd", str(writing), *size],
            pass_fds=[writing],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as told:
            self.name = f":{told.readline().strip()}"
        return self

    def stop(self):
        """End it."""
        self.process.terminate()
        self.process.wait(20)


def connected(port):
    """Return a socket to a port of loopback."""
    wire = socket.create_connection(("127.0.0.1", port), 1)
    wire.settimeout(90)
    return wire


def mini_browser():
    """Return the path of WebKitGTK's test browser."""
    found = [*LIBRARIES.glob(f"*/{MINI_BROWSER}"), *LIBRARIES.glob(MINI_BROWSER)]
    assert found, "no MiniBrowser: ./dev test --long installs or explains it"
    return str(found[0])
