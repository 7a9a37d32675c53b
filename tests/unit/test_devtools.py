"""What `./dev` promises a newcomer, without installing anything."""

import argparse
import json
import socket

import pytest

from devtools import checks, environment, https, locks, running


@pytest.fixture
def installs(tmp_path, monkeypatch):
    """Watch what would be installed into an empty folder beside two locks."""
    done = []
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "INSTALLED", tmp_path / "installed.json")
    monkeypatch.setattr(environment, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(environment, "make_venv", (tmp_path / "python").touch)
    monkeypatch.setattr(environment, "pip", lambda *arguments: done.append(arguments))
    for name in ("requirements.lock", "requirements-dev.lock"):
        (tmp_path / name).write_text(f"{name}==1")
    return done


def test_a_lock_is_installed_once_and_with_hashes(installs):
    environment.ensure("requirements.lock")
    environment.ensure("requirements.lock")

    assert installs == [
        ("install", "--require-hashes", "-r", "requirements.lock"),
        ("install", "--no-deps", "--no-build-isolation", "-e", "."),
    ]


def test_a_changed_lock_is_installed_again(installs, tmp_path):
    environment.ensure("requirements.lock")
    installs.clear()
    (tmp_path / "requirements.lock").write_text("other==2")

    environment.ensure("requirements.lock")

    assert installs == [("install", "--require-hashes", "-r", "requirements.lock")]


def test_testing_after_running_adds_the_developer_packages_only(installs):
    environment.ensure("requirements.lock")
    installs.clear()

    environment.ensure("requirements-dev.lock")
    environment.ensure("requirements.lock")

    assert installs == [("install", "--require-hashes", "-r", "requirements-dev.lock")]


def test_a_taken_port_is_said_in_one_sentence_with_the_next_one():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(SystemExit, match=f"Try --port {port + 1}"):
            running.refuse_a_taken_port("127.0.0.1", port)


@pytest.mark.parametrize("name", ["https_port", "ca_port"])
def test_the_ports_for_phones_are_looked_at_too(name):
    ports = {"port": 0, "https_port": 0, "ca_port": 0}
    with socket.socket() as other:
        other.bind(("", 0))
        other.listen()
        ports[name] = other.getsockname()[1]
        options = argparse.Namespace(host="127.0.0.1", https=True, **ports)

        option = f"--{name.replace('_', '-')} {ports[name] + 1}"
        with pytest.raises(SystemExit, match=option):
            running.refuse_taken_ports(options)


def test_the_npm_lock_names_no_address(tmp_path):
    lock = tmp_path / "package-lock.json"
    url = "https://example.org/give"
    lock.write_text(json.dumps({"packages": {"": {}, "a": {"funding": {"url": url}}}}))

    locks.drop_funding(lock)

    assert json.loads(lock.read_text()) == {"packages": {"": {}, "a": {}}}


def test_the_fingerprint_is_the_one_that_a_phone_shows(tmp_path):
    certificate = tmp_path / "root.crt"
    certificate.write_text(
        "-----BEGIN CERTIFICATE-----\nAAEC\n-----END CERTIFICATE-----\n"
    )
    assert https.fingerprint(certificate).startswith("AE:4B:32:80:E5:6E:2F:AF")


def test_one_failed_step_fails_the_whole_and_is_named(capsys):
    code = checks.report({"mypy": (0, 1.5), "biome": (1, 0.2)})

    assert code == 1
    printed = capsys.readouterr().out
    assert "failed     0.2 s  biome" in printed
    assert "steps: 1 passed, 1 failed" in printed
