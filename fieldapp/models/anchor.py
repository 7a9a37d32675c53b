"""Signed roots over the ledger's heads: proof of what stood there at an hour."""

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from fieldapp.models.base import Base, Digest, Id, Instant


class Anchor(Base):
    """One signed statement; each names the digest of the one before it."""

    __tablename__ = "anchors"
    number: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False
    )
    epoch: Mapped[str] = mapped_column(String(40))
    made_at: Mapped[Instant]
    size: Mapped[int] = mapped_column(Integer)
    root: Mapped[Digest]
    previous: Mapped[Digest]
    public_key: Mapped[Digest]
    signature: Mapped[str] = mapped_column(String(128))


class AnchoredHead(Base):
    """One leaf of an anchor's tree: the head that a stream had."""

    __tablename__ = "anchored_heads"
    __table_args__ = (
        Index("ix_anchored_heads_head", "head"),
        Index("ix_anchored_heads_stream", "stream_kind", "stream_id"),
    )
    anchor_number: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("anchors.number"), primary_key=True, autoincrement=False
    )
    position: Mapped[int] = mapped_column(
        Integer, primary_key=True, autoincrement=False
    )
    stream_kind: Mapped[str] = mapped_column(String(20))
    stream_id: Mapped[Id]
    rev: Mapped[int] = mapped_column(BigInteger)
    head: Mapped[Digest]
