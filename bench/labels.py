"""A sheet of 1,000 labels as PDF, on A4 and for a roll: processor time and size."""

import time

from bench.report import median, table
from fieldapp.domain.label_batches import FIRST_NUMBER, MOST_LABELS
from fieldapp.domain.labels import label_of
from fieldapp.reports.labels import FORMS, Sheet, label_pdf

GOAL_S = 5
COMPANY = {"name": "Cerrado Fibra", "phone": "+553400000100"}
ADDRESS = "https://visada.cerrado.example"


def measure(repeat):
    """Set every form again and again; the first of a process loads typst."""
    codes = [label_of(FIRST_NUMBER + n) for n in range(MOST_LABELS)]
    rows = []
    for form in FORMS:
        runs = [_made(Sheet(codes, ADDRESS, form)) for _ in range(repeat)]
        times, cpu, sizes = zip(*runs, strict=True)
        rows += [
            (f"{form}, the first", times[0], GOAL_S, "s"),
            (f"{form}, median", median(times), GOAL_S, "s"),
            (f"{form}, processor time", median(cpu), None, "s"),
            (f"{form}, size", max(sizes), None, "bytes"),
        ]
    table(f"{MOST_LABELS} labels", rows)


def _made(sheet):
    start, cpu = time.perf_counter(), time.process_time()
    pdf = label_pdf(sheet, COMPANY, "pt-BR")
    return time.perf_counter() - start, time.process_time() - cpu, len(pdf)
