"""What feeds learn of devices: with an order that comes, and when one changes."""

from sqlalchemy import Connection

from fieldapp.domain.documents import Document
from fieldapp.services import feed_window, order_devices
from fieldapp.services.change_feed import News
from fieldapp.services.feed_window import Window


def news_for_newcomers(
    connection: Connection, newcomers: dict[str, set[str]]
) -> list[News]:
    """Return the news for people whom an order, the key, came to just now."""
    if not newcomers:
        return []
    rows = connection.execute(order_devices.REGISTERED, {"order_ids": list(newcomers)})
    return [
        News(person, "device", row.id)
        for row in rows
        for person in sorted(newcomers[row.work_order_id])
    ]


def news_of(
    connection: Connection, devices: list[Document], window: Window
) -> list[News]:
    """Return the news of changed devices: for holders of their orders, for vans."""
    if not devices:
        return []
    found = order_devices.orders_of(connection, [device["id"] for device in devices])
    asked = {"order_ids": list(found), "start": window.start, "end": window.end}
    news = [
        News(row.technician_id, "device", device_id)
        for row in connection.execute(feed_window.HOLDERS, asked)
        for device_id in found[row.work_order_id]
    ]
    vans = [each for each in devices if each["place"]["kind"] == "van"]
    return news + [
        News(each["place"]["technician"]["id"], "device", each["id"]) for each in vans
    ]
