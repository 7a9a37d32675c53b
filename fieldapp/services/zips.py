"""ZIP files that are sent while they are made: nothing of them lies in memory."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime

Files = Iterable[tuple[str, Iterable[bytes]]]


class Sink(io.RawIOBase):
    """What a ZIP is written to; it keeps only what was not taken yet."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[bytes] = []

    def writable(self) -> bool:
        """Take bytes, but never go back in them."""
        return True

    def write(self, content: object) -> int:
        """Keep a copy until it is taken."""
        kept = bytes(content)  # type: ignore[call-overload]
        self._waiting.append(kept)
        return len(kept)

    def taken(self) -> bytes:
        """Return what was written since the last time."""
        waiting, self._waiting = self._waiting, []
        return b"".join(waiting)


def streamed(files: Files, moment: datetime) -> Iterator[bytes]:
    """Yield a ZIP of these names and contents, each stored as it is."""
    sink = Sink()
    with zipfile.ZipFile(sink, "w") as archive:
        for name, chunks in files:
            info = zipfile.ZipInfo(name, moment.timetuple()[:6])
            info.external_attr = 0o644 << 16
            with archive.open(info, "w", force_zip64=True) as entry:
                for chunk in chunks:
                    entry.write(chunk)
                    yield sink.taken()
            yield sink.taken()
    yield sink.taken()
