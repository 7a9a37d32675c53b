"""A report of twelve photos as PDF: time, processor time with its child, size."""

import io
import os
import random
import time
from dataclasses import dataclass
from hashlib import sha256

from PIL import Image, ImageFilter
from sqlalchemy import select

from bench.company import copied, demo_company
from bench.report import median, table
from fieldapp import clock, config, create_app, database
from fieldapp.models import Report, ReportKind, ReportState, Visit
from fieldapp.reports.making import Maker
from fieldapp.services import reports
from fieldapp.sync import operation_log, uploads

PHOTOS = 12
SIZE = (1600, 1200)
GRAIN = 60
GOAL_S, GOAL_BYTES = 0.4, 1_500_000


@dataclass(frozen=True)
class Actor:
    """The technician of the visit."""

    id: str
    name: str = "Técnico"
    role: str = "technician"


def measure(repeat):
    """Photograph a visit twelve times and issue its report again and again."""
    with copied(demo_company()) as data:
        settings = {**os.environ, "FIELDAPP_DATA_DIR": str(data)}
        app = create_app(config.from_environment(settings))
        with app.app_context():
            visit = _photographed(app)
            runs = [_issued(app, visit) for _ in range(repeat)]
    times, cpu, sizes = zip(*runs, strict=True)
    rows = [
        ("report, the first of a process", times[0], None, "s"),
        ("report, median", median(times[1:]), GOAL_S, "s"),
        ("processor time with the child", median(cpu[1:]), None, "s"),
        ("size", max(sizes), GOAL_BYTES, "bytes"),
    ]
    table(f"Paper, {PHOTOS} photos of {SIZE[0]} × {SIZE[1]}", rows)


def _photographed(app):
    """Return a completed visit to which twelve new photos were added."""
    query = select(Visit).where(Visit.phase == "completed").limit(1)
    with database.reading() as connection:
        visit = connection.execute(query.with_only_columns(*Visit.__table__.c)).one()
    actor = Actor(visit.technician_id)
    store = app.extensions["evidence_store"]
    for seed in range(PHOTOS):
        content = _photo(seed)
        digest = sha256(content).hexdigest()
        photo = {
            "visit_id": visit.id,
            "sha256": digest,
            "size_bytes": len(content),
            "media_type": "image/jpeg",
            "taken_at": clock.now_text(),
            "position": {"unavailable": "denied"},
        }
        operation_log.submit(
            "attach_evidence",
            photo,
            work_order_id=visit.work_order_id,
            actor=actor,
            client=visit.technician_id,
        )
        store.append(digest, 0, io.BytesIO(content), len(content))
        uploads.finish(store, digest, len(content), store.complete(digest))
    return visit


def _photo(seed):
    """Return a JPEG with the detail that a real photo has, about 350 KB."""
    noise = random.Random(seed)  # noqa: S311 # nobody guesses it
    small = Image.frombytes("RGB", (400, 300), noise.randbytes(400 * 300 * 3))
    soft = small.resize(SIZE, Image.Resampling.BICUBIC)
    grain = Image.effect_noise(SIZE, GRAIN).convert("RGB")
    picture = Image.blend(soft.filter(ImageFilter.GaussianBlur(3)), grain, 0.1)
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=80)
    return written.getvalue()


def _issued(app, visit):
    """Return seconds, processor seconds and bytes of one report."""
    code = reports.ask(
        reports.Wanted(
            visit.work_order_id,
            visit.id,
            ReportKind.VISIT,
            "pt-BR",
            "https://visada.example.com",
            visit.technician_id,
        )
    )
    start, before = time.perf_counter(), os.times()
    _maker(app).make(code)
    done, after = time.perf_counter(), os.times()
    with database.reading() as connection:
        row = connection.execute(select(Report.__table__).where(Report.code == code))
        issued = row.one()
    assert issued.state == ReportState.READY
    used = sum(after[:4]) - sum(before[:4])
    return done - start, used, issued.size_bytes


def _maker(app):
    settings = app.config["SETTINGS"]
    return Maker(app.extensions["evidence_store"], settings.signing_key_path)
