"""Streams other than work orders, with the document that their ledger gave."""

from sqlalchemy import BigInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from fieldapp.models.base import Base, Digest, Id


class Stream(Base):
    __tablename__ = "streams"
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    id: Mapped[Id] = mapped_column(primary_key=True)
    rev: Mapped[int] = mapped_column(BigInteger)
    head: Mapped[Digest]
    document: Mapped[str | None] = mapped_column(Text)
