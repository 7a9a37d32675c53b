"""One connection to a server that counts what it carries, as a scripted phone does."""

import gzip
import http.client
import json

from bench.device import head_bytes

JSON = {"Content-Type": "application/json"}


class Wire:
    """Requests over one kept connection; `headers` go with each."""

    def __init__(self, port, headers=None):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.headers = {"Accept-Encoding": "gzip"} | (headers or {})
        self.forget_counts()

    def forget_counts(self):
        """Begin a new measurement."""
        self.requests = self.bytes_up = self.bytes_down = 0

    def request(self, method, path, body=b"", headers=None):
        """Send one request; return the answer and its body as it came."""
        sent = self.headers | (headers or {})
        self.connection.request(method, path, body, sent)
        answer = self.connection.getresponse()
        content = answer.read()
        self.requests += 1
        self.bytes_up += len(body) + len(method + path) + head_bytes(sent.items())
        self.bytes_down += len(content) + head_bytes(answer.getheaders())
        assert answer.status < http.HTTPStatus.BAD_REQUEST, content[:500]
        return answer, content

    def json(self, method, path, what=None):
        """Send and receive JSON; return the answer and what it said."""
        body = b"" if what is None else json.dumps(what).encode()
        answer, content = self.request(method, path, body, JSON)
        if answer.headers["Content-Encoding"] == "gzip":
            content = gzip.decompress(content)
        return answer, json.loads(content) if content else None

    def send_file(self, path, field, content):
        """Post one file as a browser's form does."""
        edge = "bench" + "0" * 20
        head = (
            f"--{edge}\r\nContent-Disposition: form-data; "
            f'name="{field}"; filename="p.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
        )
        body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={edge}"}
        return self.request("POST", path, body, kind)
