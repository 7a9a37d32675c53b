"""`./dev run --https`: a phone that trusts our certificate works as on loopback."""

import base64
import hashlib
import signal
import ssl
import subprocess
import sys
import urllib.error
import urllib.request

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import load_pem_x509_certificate as load
from devices import PHONE, QUIET
from server import ROOT, copy_company, environment, free_port
from technician import Technician
from waiting import wait_until

pytestmark = pytest.mark.xdist_group("https")  # the first one installs Caddy
START_S = 90


class Front:
    """`./dev run --https` in a process of its own."""

    def __init__(self, data):
        self.data, self.log = data, data / "front.log"
        self.port, self.https_port, self.ca_port = (free_port() for _ in range(3))
        self.process = None

    def start(self):
        ports = ["--port", self.port, "--https-port", self.https_port]
        ports += ["--ca-port", self.ca_port, "--data", self.data]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "dev", "run", "--https", *map(str, ports)],
                cwd=ROOT,
                env=environment(self.data, {}),
                stdout=log,
                stderr=log,
            )
        wait_until(self.is_ready, START_S, "the front did not start")
        return self

    def is_ready(self):
        assert self.process.poll() is None, self.said
        return "Password" in self.said

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)

    @property
    def said(self):
        return self.log.read_text(errors="replace")

    @property
    def address(self):
        """Return the address that a phone is told to open."""
        line = next(x for x in self.said.splitlines() if "Visada is ready" in x)
        return line.split()[-1].rstrip("/")

    @property
    def certificate(self):
        """Return the certificate as a phone loads it, and what type it came as."""
        lan = self.address.removeprefix("https://").rpartition(":")[0]
        url = f"http://{lan}:{self.ca_port}/ca"
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.read(), answer.headers["Content-Type"]

    def signing_key(self):
        """Return the key that signs here, as Chromium names one to trust.

        Chromium looks for it among the certificates that the server sends. The root is
        not one of them, so that it vouches for the one between.
        """
        folder = self.data / "caddy" / "pki" / "authorities" / "local"
        between = load((folder / "intermediate.crt").read_bytes())
        between.verify_directly_issued_by(load(self.certificate[0]))
        shape = Encoding.DER, PublicFormat.SubjectPublicKeyInfo
        key = between.public_key().public_bytes(*shape)
        return base64.b64encode(hashlib.sha256(key).digest()).decode()


@pytest.fixture
def front(company, tmp_path):
    front = Front(copy_company(company, tmp_path / "data"))
    try:
        yield front.start()
    finally:
        front.stop()


@pytest.fixture
def phone(playwright, chromium_path, front):
    """Return a phone that trusts the loaded certificate and allows no other error."""
    trusted = f"--ignore-certificate-errors-spki-list={front.signing_key()}"
    browser = playwright.chromium.launch(
        executable_path=chromium_path, args=[*QUIET, trusted]
    )
    context = browser.new_context(base_url=front.address, **PHONE)
    yield Technician(context.new_page())
    browser.close()


def test_the_worker_registers_behind_the_certificate_and_the_queue_is_ready(phone):
    phone.sign_in().get_ready().open_queue()

    assert phone.page.evaluate("isSecureContext")
    assert phone.numbers()
    kept = {cookie["name"]: cookie for cookie in phone.page.context.cookies()}
    assert kept
    assert all(cookie["secure"] for cookie in kept.values())
    assert phone.problems == []


def test_the_certificate_is_loaded_without_it_and_makes_a_stranger_trust(front):
    certificate, media_type = front.certificate
    der = ssl.PEM_cert_to_DER_cert(certificate.decode())
    shown = hashlib.sha256(der).digest().hex(":").upper()
    trusting = ssl.create_default_context(cadata=certificate.decode())
    login = f"{front.address}/login"

    assert media_type == "application/x-x509-ca-cert"
    assert shown in front.said
    with urllib.request.urlopen(login, timeout=20, context=trusting) as answer:
        assert answer.status == 200
    with pytest.raises(urllib.error.URLError, match="CERTIFICATE_VERIFY_FAILED"):
        urllib.request.urlopen(login, timeout=20)
