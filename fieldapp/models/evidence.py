"""Digests that somebody announced: who may upload them, which order shows them."""

from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from fieldapp.models.base import Base, Digest, Id, Instant
from fieldapp.models.user import stored_by_value


class Purpose(StrEnum):
    PHOTO = "photo"
    SIGNATURE = "signature"
    MANIFEST = "manifest"


class Evidence(Base):
    __tablename__ = "evidence"
    operation_id: Mapped[Id] = mapped_column(
        ForeignKey("ledger.operation_id"), primary_key=True
    )
    purpose: Mapped[Purpose] = mapped_column(stored_by_value(Purpose), primary_key=True)
    sha256: Mapped[Digest] = mapped_column(index=True)
    user_id: Mapped[Id] = mapped_column(index=True)
    work_order_id: Mapped[Id | None] = mapped_column(index=True)
    announced_at: Mapped[Instant]
