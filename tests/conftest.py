"""One application and one database of each kind for all tests; clean before each."""

import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from backends import POSTGRESQL, SQLITE, Backend
from company import Company


@pytest.fixture(scope="session")
def sqlite_backend():
    with folder() as path, Backend.on_sqlite(path) as backend:
        yield backend


@pytest.fixture(scope="session")
def postgresql_backend():
    with folder() as path, Backend.on_postgresql(path) as backend:
        yield backend


@contextmanager
def folder():
    """Yield a folder that another run of pytest does not tidy away."""
    with tempfile.TemporaryDirectory(
        prefix="visada-", ignore_cleanup_errors=True
    ) as path:
        Path(path).chmod(0o755)
        yield Path(path)


@pytest.fixture
def backend(request):
    """SQLite; `@both_databases` asks for PostgreSQL as well."""
    kind = getattr(request, "param", SQLITE)
    found = request.getfixturevalue(f"{kind}_backend")
    found.reset()
    with found.app.app_context():
        yield found


def pytest_generate_tests(metafunc):
    marked = metafunc.definition.get_closest_marker("both_databases")
    if marked and "backend" in metafunc.fixturenames:
        metafunc.parametrize("backend", [SQLITE, POSTGRESQL], indirect=True)


def pytest_configure(config):
    config.addinivalue_line("markers", "both_databases: also runs on PostgreSQL")


@pytest.fixture
def app(backend):
    return backend.app


@pytest.fixture
def company(backend):
    """Cerrado Fibra with five people, a catalogue and one checklist."""
    return Company(backend)
