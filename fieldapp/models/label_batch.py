"""Labels as rows: which codes were set aside, which a device had before."""

from sqlalchemy import BigInteger, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from fieldapp.models.base import Base, Id, Instant


class LabelBatch(Base):
    """A projection of the ledger's stream `label_batch`."""

    __tablename__ = "label_batches"
    id: Mapped[Id] = mapped_column(primary_key=True)
    first_number: Mapped[int] = mapped_column(BigInteger, unique=True)
    count: Mapped[int] = mapped_column(Integer)
    reserved_at: Mapped[Instant]


class FormerLabel(Base):
    """A code that was on a device until it got another: it leads there still."""

    __tablename__ = "former_labels"
    code: Mapped[str] = mapped_column(String(8), primary_key=True)
    device_id: Mapped[Id] = mapped_column(ForeignKey("devices.id"), index=True)
