"""What each person's phone has to learn, numbered in commit order."""

from datetime import date

from sqlalchemy import BigInteger, Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from fieldapp.models.base import Base, Id, Instant


class Feed(Base):
    __tablename__ = "feeds"
    person_id: Mapped[Id] = mapped_column(ForeignKey("users.id"), primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)
    pruned_number: Mapped[int] = mapped_column(BigInteger)
    refreshed_on: Mapped[date | None] = mapped_column(Date)


class FeedItem(Base):
    """The latest position of one item: moved to a new number, never repeated."""

    __tablename__ = "feed_items"
    __table_args__ = (
        Index("uq_feed_items_person_id_number", "person_id", "number", unique=True),
    )
    person_id: Mapped[Id] = mapped_column(
        ForeignKey("feeds.person_id"), primary_key=True
    )
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    item_id: Mapped[Id] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)
    gone: Mapped[str | None] = mapped_column(String(20))
    gone_details: Mapped[str | None] = mapped_column(Text)
    moved_at: Mapped[Instant]
