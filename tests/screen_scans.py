"""Every way in which a code that was read meets a technician's day."""

from screen_fixtures import a_day, rows_of

from fieldapp.domain.labels import label_of


def scan_values():
    """Yield what was read, what was found of it, and beside which visit."""
    label, host = label_of(31**6 + 1), "visada.example"
    rows = rows_of(a_day())
    done = [row | {"phase": "completed"} for row in rows[:1]]
    device = {"kind": "ont", "model": "ONT <ZTE>", "label": label}
    other = {"technician": "Danilo <R>", "number": 48190}
    codes = [f"HTTPS://{host}/D/{label}", " ztegc8a1f02b ", "x<y", "ß", "", "z" * 300]
    for code in [*codes, f"https://other.example/D/{label}", label]:
        for its, own, elsewhere, visit_id in [
            (None, [], None, None),
            (device, rows[:1], None, None),
            (device, rows[:1], None, rows[0]["visit_id"]),
            (device, rows[:1], other, "elsewhere"),
            (device, rows, None, None),
            (device | {"kind": "lnbf"}, done, other, None),
            (device, [], other, None),
            (device, [], None, "elsewhere"),
        ]:
            found = {"device": its, "rows": own, "elsewhere": elsewhere}
            yield {"code": code, "host": host}, found, visit_id
