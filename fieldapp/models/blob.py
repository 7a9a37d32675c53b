"""Bytes that arrived whole and match their digest."""

from enum import StrEnum

from sqlalchemy import BigInteger, Index, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from fieldapp.models.base import Base, Digest, Instant
from fieldapp.models.user import stored_by_value


class ThumbnailState(StrEnum):
    NONE = "none"
    DUE = "due"
    READY = "ready"
    UNREADABLE = "unreadable"


class Blob(Base):
    __tablename__ = "blobs"
    __table_args__ = (
        Index("ix_blobs_thumbnail_received_at", "thumbnail", "received_at"),
    )
    sha256: Mapped[Digest] = mapped_column(primary_key=True)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str] = mapped_column(String(60))
    received_at: Mapped[Instant]
    thumbnail: Mapped[ThumbnailState] = mapped_column(
        stored_by_value(ThumbnailState),
        default=ThumbnailState.NONE,
        server_default=ThumbnailState.NONE,
    )
    thumbnail_tries: Mapped[int] = mapped_column(
        SmallInteger, default=0, server_default="0"
    )
