"""What the server knows of the files that an order's photos name."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from fieldapp.models import Blob, Evidence


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """Announced by an operation, here since `received_at`, None while it is not."""

    announced_at: datetime | None = None
    received_at: datetime | None = None
    media_type: str = ""
    size_bytes: int = 0
    thumbnail: str = "none"


def of_order(connection: Connection, work_order_id: str) -> dict[str, PhotoFile]:
    """Return the files of an order's photos by their digest."""
    first = func.min(Evidence.announced_at).label("announced_at")
    announced = (
        select(Evidence.sha256, first)
        .where(Evidence.work_order_id == work_order_id)
        .group_by(Evidence.sha256)
        .subquery()
    )
    query = select(
        announced.c.sha256,
        announced.c.announced_at,
        Blob.received_at,
        Blob.media_type,
        Blob.size_bytes,
        Blob.thumbnail,
    ).outerjoin(Blob, Blob.sha256 == announced.c.sha256)
    return {
        row.sha256: PhotoFile(
            row.announced_at,
            row.received_at,
            row.media_type or "",
            row.size_bytes or 0,
            str(row.thumbnail or "none"),
        )
        for row in connection.execute(query)
    }
