"""PostgreSQL as one file a table, by COPY: no other program is needed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, MetaData, create_engine, inspect, text

from fieldapp.models import Base
from fieldapp.services.backups.snapshot import Snapshot

VERSION_TABLE = "alembic_version"


def dump(url: URL, folder: Path) -> Snapshot:
    """Copy every table as it is at one moment, while others go on writing."""
    with _connected(url, isolation_level="REPEATABLE READ") as connection:
        for name in _tables(connection):
            _copy_out(connection, name, folder / f"{name}.copy")
        return _described(connection)


def load(connection: Connection, folder: Path) -> None:
    """Fill the empty tables of the same revision."""
    known = [table.name for table in Base.metadata.sorted_tables]
    found = {path.stem for path in folder.glob("*.copy")} - {VERSION_TABLE}
    for name in sorted(found, key=lambda each: _place(known, each)):
        _copy_in(connection, name, folder / f"{name}.copy")


def clear(url: URL) -> None:
    """Drop every table of this program; its functions are made anew with them."""
    with _connected(url) as connection, connection.begin():
        present = MetaData()
        present.reflect(connection)
        present.drop_all(connection)
        connection.execute(text("DROP FUNCTION IF EXISTS ledger_only_grows()"))


def holds_work(url: URL) -> bool:
    """Whether somebody was ever entered into this database."""
    with _connected(url) as connection:
        if not inspect(connection).has_table("users"):
            return False
        return bool(connection.execute(text("SELECT count(*) FROM users")).scalar())


@contextmanager
def _connected(url: URL, **options: Any) -> Iterator[Connection]:
    engine = create_engine(url, hide_parameters=True, **options)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _tables(connection: Connection) -> list[str]:
    return sorted(inspect(connection).get_table_names())


def _place(known: list[str], name: str) -> int:
    """Return when to fill a table: those that others refer to come first."""
    return known.index(name) if name in known else len(known)


def _copy_out(connection: Connection, name: str, path: Path) -> None:
    columns = _columns(connection, name)
    with _cursor(connection) as cursor, path.open("wb") as file:
        file.write(columns.encode() + b"\n")
        with cursor.copy(f'COPY "{name}" ({columns}) TO STDOUT') as rows:
            for chunk in rows:
                file.write(chunk)


def _copy_in(connection: Connection, name: str, path: Path) -> None:
    with path.open("rb") as file, _cursor(connection) as cursor:
        columns = file.readline().decode().strip()
        with cursor.copy(f'COPY "{name}" ({columns}) FROM STDIN') as rows:
            while chunk := file.read(1 << 18):
                rows.write(chunk)


def _columns(connection: Connection, name: str) -> str:
    found = inspect(connection).get_columns(name)
    return ", ".join(f'"{column["name"]}"' for column in found)


def _cursor(connection: Connection) -> Any:
    """Return a cursor of the driver, inside the same transaction."""
    return connection.connection.cursor()


def _described(connection: Connection) -> Snapshot:
    epoch = text("SELECT value FROM installation WHERE name = 'epoch'")
    revision = text("SELECT version_num FROM alembic_version")
    blobs = text("SELECT sha256, size_bytes FROM blobs ORDER BY sha256")
    return Snapshot(
        connection.execute(epoch).scalar() or "",
        str(connection.execute(revision).scalar()),
        [(row.sha256, row.size_bytes) for row in connection.execute(blobs)],
    )
