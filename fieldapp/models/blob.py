"""Bytes that arrived whole and match their digest."""

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from fieldapp.models.base import Base, Digest, Instant


class Blob(Base):
    __tablename__ = "blobs"
    sha256: Mapped[Digest] = mapped_column(primary_key=True)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str] = mapped_column(String(60))
    received_at: Mapped[Instant]
