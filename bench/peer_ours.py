"""This product as one of the servers of `peers`."""

import hashlib
import json

from bench.device import Device
from bench.peer_work import CROWD, DELTA, PUSH, in_threads, photos, texts
from bench.sync import announce, crew_body, send
from bench.wire import JSON


class Ours:
    """Scripted phones; each round works on orders of its own."""

    def __init__(self, port):
        self.port = port

    def push(self, number):
        """Send notes spread over the orders of a day."""
        device = self._device(f"day{number}")
        orders = [order["id"] for order in device.orders()]
        for place, text in enumerate(texts(PUSH)):
            device.add("add_note", orders[place % len(orders)], text=text)
        return [device], device.sync

    def cold(self, _number):
        """Read a feed of forty orders with sixty entries each."""
        device = Device(self.port, "longday@cerrado.example")
        return [device], device.sync

    def delta(self, number):
        """Read what another phone changed in ten orders."""
        device, other = (self._device(f"day{number}") for _ in range(2))
        for order in other.orders()[-DELTA:]:
            other.add("add_note", order["id"], text="Cliente avisado")
        other.sync()
        return [device], device.sync

    def crowd(self, number):
        """Push from every phone of a crew at once."""
        devices = [self._device(f"crew{place}") for place in range(CROWD)]
        bodies = [crew_body(device, number) for device in devices]
        acts = [
            lambda device=device, body=body: device.post(body)
            for device, body in zip(devices, bodies, strict=True)
        ]
        return devices, lambda: in_threads(acts)

    def photos(self, number):
        """Ask which of twenty photos are missing, and send each."""
        device = self._device(f"day{number}")
        by_digest = {hashlib.sha256(each).hexdigest(): each for each in photos()}
        for digest in by_digest:
            announce(device, device.orders()[0], digest)
        device.sync()

        def act():
            ask = json.dumps({"sha256": list(by_digest)}).encode()
            device.request("POST", "/sync/evidence/missing", ask, JSON)
            for digest, photo in by_digest.items():
                send(device, digest, photo)

        return [device], act

    def _device(self, login):
        device = Device(self.port, f"{login}@cerrado.example")
        device.sync()
        return device
