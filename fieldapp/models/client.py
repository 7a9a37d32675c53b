"""Installed browsers with an outbox, and the server's own ends of the log."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from fieldapp.models.base import Base, Digest, Id, Instant, UtcDateTime
from fieldapp.models.user import stored_by_value


class ClientKind(StrEnum):
    PHONE = "phone"
    SESSION = "session"
    SYSTEM = "system"


class Client(Base):
    __tablename__ = "clients"
    id: Mapped[Id] = mapped_column(primary_key=True)
    user_id: Mapped[Id] = mapped_column(ForeignKey("users.id"), index=True)
    kind: Mapped[ClientKind] = mapped_column(stored_by_value(ClientKind))
    last_sequence: Mapped[int] = mapped_column(BigInteger)
    chain: Mapped[Digest]
    clock_offset_ms: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[Instant]
    seen_at: Mapped[Instant]
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
