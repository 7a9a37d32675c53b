"""The ledger: every operation that reached the server, in order, hash-linked."""

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from fieldapp.models.base import Base, Digest, Id, Instant


class LedgerEntry(Base):
    """One row of a stream; rows are added and never changed."""

    __tablename__ = "ledger"
    __table_args__ = (
        Index("uq_ledger_stream_rev", "stream_kind", "stream_id", "rev", unique=True),
        Index("ix_ledger_client", "client_id", "sequence"),
    )
    operation_id: Mapped[Id] = mapped_column(primary_key=True)
    stream_kind: Mapped[str] = mapped_column(String(20))
    stream_id: Mapped[Id]
    rev: Mapped[int | None] = mapped_column(BigInteger)
    client_id: Mapped[Id] = mapped_column(ForeignKey("clients.id"))
    sequence: Mapped[int] = mapped_column(BigInteger)
    actor_id: Mapped[Id]
    actor_role: Mapped[str] = mapped_column(String(20))
    was_assigned: Mapped[bool]
    name: Mapped[str] = mapped_column(String(60))
    version: Mapped[int] = mapped_column(Integer)
    base_rev: Mapped[int] = mapped_column(BigInteger)
    happened_at: Mapped[Instant]
    tie_at: Mapped[Instant]
    received_at: Mapped[Instant]
    clock_offset_ms: Mapped[int | None] = mapped_column(BigInteger)
    status: Mapped[str] = mapped_column(String(10))
    problem_code: Mapped[str | None] = mapped_column(String(60))
    body_sha256: Mapped[Digest]
    previous: Mapped[Digest]
    hash: Mapped[Digest]


class LedgerBody(Base):
    """What an entry said, apart from it, so that it can be erased."""

    __tablename__ = "ledger_bodies"
    operation_id: Mapped[Id] = mapped_column(
        ForeignKey("ledger.operation_id"), primary_key=True
    )
    salt: Mapped[str] = mapped_column(String(32))
    body: Mapped[str] = mapped_column(Text)
    problem_details: Mapped[str | None] = mapped_column(Text)
