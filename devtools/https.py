"""HTTPS for phones in the same network: Caddy with its own local authority."""

import hashlib
import os
import ssl
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from socket import AF_INET, SOCK_DGRAM, socket

from devtools import environment

CA_TIMEOUT_S = 20
CADDYFILE = """\
{{
  admin off
  persist_config off
  skip_install_trust
  auto_https disable_redirects
  storage file_system "{storage}"
  log {{
    level ERROR
  }}
}}
https://{lan}:{https_port}, https://localhost:{https_port} {{
  tls internal
  encode gzip
  reverse_proxy 127.0.0.1:{port}
}}
http://{lan}:{ca_port}, http://localhost:{ca_port} {{
  handle /ca {{
    root * "{authority}"
    rewrite * /root.crt
    header Content-Type application/x-x509-ca-cert
    header Content-Disposition "attachment; filename=visada-ca.crt"
    file_server
  }}
  handle {{
    redir https://{{host}}:{https_port}{{uri}}
  }}
}}
"""


@dataclass(frozen=True, slots=True)
class Front:
    """Caddy, ready to be started before the application."""

    folder: Path
    lan: str
    https_port: int
    ca_port: int

    @property
    def address(self) -> str:
        """Return where phones in the same network find the application."""
        return f"https://{self.lan}:{self.https_port}/"

    @property
    def root_certificate(self) -> Path:
        """Return where Caddy keeps the certificate that a phone must trust."""
        return self.folder / "pki" / "authorities" / "local" / "root.crt"

    def start(self) -> subprocess.Popen[bytes]:
        """Start Caddy and wait for its root certificate."""
        caddyfile = self.folder / "Caddyfile"
        command = [str(environment.BIN / "caddy"), "run", "--adapter", "caddyfile"]
        home = {"XDG_DATA_HOME": str(self.folder), "XDG_CONFIG_HOME": str(self.folder)}
        caddy = subprocess.Popen(
            [*command, "--config", str(caddyfile)], env=os.environ | home
        )
        deadline = time.monotonic() + CA_TIMEOUT_S
        while not self.root_certificate.exists():
            if caddy.poll() is not None or time.monotonic() > deadline:
                caddy.terminate()
                sys.exit("Caddy did not start. The reason stands above.")
            time.sleep(0.1)
        return caddy

    def welcome(self) -> str:
        """Return how a phone gets here, with the code to scan."""
        ca = f"http://{self.lan}:{self.ca_port}/ca"
        return "\n".join(
            [
                f"\nVisada is ready: {self.address}",
                f"\n1. With the phone in this network, scan or open {ca}",
                qr(ca),
                "2. Trust the certificate that it loads:",
                "   Android: Settings, Security, Encryption and credentials,",
                "     Install a certificate, CA certificate.",
                "   iPhone: Settings, Profile downloaded, Install; then General,",
                "     About, Certificate trust settings, switch it on.",
                f"   Its SHA-256: {fingerprint(self.root_certificate)}",
                f"3. Open {self.address}",
                qr(self.address),
                "Remove the certificate from the phone when you are done.",
            ]
        )


def prepare(data: Path, port: int, https_port: int, ca_port: int) -> Front:
    """Install Caddy and write its settings under the data folder."""
    environment.ensure("requirements.lock", "requirements-https.lock")
    front = Front(data / "caddy", lan_address(), https_port, ca_port)
    front.folder.mkdir(mode=0o700, exist_ok=True)
    settings = CADDYFILE.format(
        storage=front.folder,
        authority=front.root_certificate.parent,
        lan=front.lan,
        port=port,
        https_port=https_port,
        ca_port=ca_port,
    )
    (front.folder / "Caddyfile").write_text(settings)
    return front


def lan_address() -> str:
    """Return this machine's address in its network; nothing is sent."""
    with socket(AF_INET, SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # TEST-NET-1: a route, no packet
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


def fingerprint(certificate: Path) -> str:
    """Return a PEM certificate's SHA-256 as phones show it: pairs with colons."""
    der = ssl.PEM_cert_to_DER_cert(certificate.read_text())
    return hashlib.sha256(der).digest().hex(":").upper()


def qr(text: str) -> str:
    """Return a QR code in characters; qrcode is in `.venv`, not in this Python."""
    program = (
        "import qrcode, sys; code = qrcode.QRCode(border=2); "
        "code.add_data(sys.argv[1]); code.print_ascii(invert=True)"
    )
    command = [str(environment.PYTHON), "-c", program, text]
    return subprocess.run(
        command, check=True, capture_output=True, encoding="utf-8"
    ).stdout.rstrip()
