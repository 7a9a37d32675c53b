"""A browser for tests/phone.py that talks to a real server over the network."""

import http.client
import json as json_text
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from company import PASSWORD

TIMEOUT_S = 20


class NoAnswerError(ConnectionError):
    """The line was cut, or the server died, before the answer was whole."""


@dataclass(frozen=True)
class Answer:
    status_code: int
    headers: http.client.HTTPMessage
    data: bytes

    @property
    def text(self):
        return self.data.decode()

    @property
    def json(self):
        return json_text.loads(self.data)


class LiveBrowser:
    """The part of Flask's test client that a phone uses."""

    def __init__(self, port, timeout_s=TIMEOUT_S):
        self.port = port
        self.timeout_s = timeout_s
        self.cookies = {}

    def sign_in(self, email):
        form = urlencode({"email": email, "password": PASSWORD})
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = self.post("/login", data=form, headers=kind)
        assert answer.status_code == 303, answer.text
        return self

    def post(self, path, **content):
        return self._ask("POST", path, **content)

    def patch(self, path, **content):
        return self._ask("PATCH", path, **content)

    def _ask(self, method, path, data=b"", json=None, headers=None):
        origin = f"http://127.0.0.1:{self.port}"
        sent = {**(headers or {}), "Origin": origin, "Cookie": self._cookie()}
        if json is not None:
            data, sent["Content-Type"] = json_text.dumps(json), "application/json"
        line = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=self.timeout_s
        )
        try:
            line.request(method, path, body=data, headers=sent)
            response = line.getresponse()
            answer = Answer(response.status, response.headers, response.read())
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswerError(path) from error
        finally:
            line.close()
        if path.startswith("/sync") and is_a_page(answer):
            raise NoAnswerError("somebody else's page")
        for header in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {k: v.value for k, v in SimpleCookie(header).items()}
        return answer

    def _cookie(self):
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())


def is_a_page(answer):
    """Tell whether a portal answered in the server's place."""
    kind = answer.headers.get_content_type()
    return (answer.status_code, kind) == (200, "text/html")
