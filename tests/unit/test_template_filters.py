"""Both twins of every filter print the same text."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from parity import filter_js

from fieldapp.translating import speaking
from fieldapp.web.filters import FILTERS

EXPECTED = [
    ("clock", ["2026-11-24T10:18"], "10:18", "10:18"),
    ("clock", ["2026-11-24"], "2026-11-24", "2026-11-24"),
    ("day", ["2026-11-24T10:18"], "terça, 24 de novembro", "Tuesday, 24 November"),
    ("day", ["2026-03-01"], "domingo, 1 de março", "Sunday, 1 March"),
    ("day", ["2026-02-30"], "2026-02-30", "2026-02-30"),
    ("date", ["2026-05-14T08:00"], "14/05/2026", "14/05/2026"),
    ("quantity", ["-21.4", "dBm"], "−21,4\u00a0dBm", "−21.4\u00a0dBm"),
    ("quantity", ["9"], "9", "9"),
    ("quantity", ["about 9"], "about 9", "about 9"),
    ("number", [48211], "48.211", "48,211"),
    ("number", [-1234567], "−1.234.567", "−1,234,567"),
    ("duration", [18], "18\u00a0min", "18\u00a0min"),
    ("duration", [102], "1\u00a0h\u00a042", "1\u00a0h\u00a042"),
    ("duration", [65], "1\u00a0h\u00a005", "1\u00a0h\u00a005"),
    ("duration", [120], "2\u00a0h", "2\u00a0h"),
    ("duration", [-18], "−18\u00a0min", "−18\u00a0min"),
    ("distance", [850], "850\u00a0m", "850\u00a0m"),
    ("distance", [3249], "3,2\u00a0km", "3.2\u00a0km"),
    ("distance", [120400], "120\u00a0km", "120\u00a0km"),
    ("bytes", [512], "512\u00a0B", "512\u00a0B"),
    ("bytes", [240_400], "240\u00a0kB", "240\u00a0kB"),
    ("bytes", [1_750_000], "1,8\u00a0MB", "1.8\u00a0MB"),
    ("phone", ["+5534900000452"], "(34) 90000-0452", "(34) 90000-0452"),
    ("phone", ["+553433330452"], "(34) 3333-0452", "(34) 3333-0452"),
    ("phone", ["+351912345678"], "+351912345678", "+351912345678"),
    ("join", [["a", "b"], ", "], "a, b", "a, b"),
]


@pytest.mark.parametrize(("name", "values", "portuguese", "english"), EXPECTED)
def test_a_filter_writes_what_people_of_the_language_read(
    name, values, portuguese, english
):
    assert in_python(name, values, "pt-BR") == portuguese
    assert in_python(name, values, "en") == english
    assert filter_js(name, values, "pt-BR") == portuguese
    assert filter_js(name, values, "en") == english


def test_every_filter_is_checked():
    assert {name for name, *_ in EXPECTED} == set(FILTERS)


WHOLE = st.integers(-(2**53) + 1, 2**53 - 1)
TIMES = st.one_of(
    st.datetimes().map(lambda at: at.isoformat()[:16]),
    st.dates().map(str),
    st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.Z]*)?", fullmatch=True),
    st.text(),
)
DECIMALS = st.one_of(st.from_regex(r"-?[0-9]+(\.[0-9]+)?", fullmatch=True), st.text())
PHONES = st.one_of(st.from_regex(r"\+55[0-9]{9,12}", fullmatch=True), st.text())
INPUTS = {
    "clock": st.tuples(TIMES),
    "day": st.tuples(TIMES),
    "date": st.tuples(TIMES),
    "quantity": st.one_of(st.tuples(DECIMALS), st.tuples(DECIMALS, st.text())),
    "number": st.tuples(WHOLE),
    "duration": st.tuples(WHOLE),
    "distance": st.tuples(st.integers(0, 2**40)),
    "bytes": st.tuples(st.integers(0, 2**50)),
    "phone": st.tuples(PHONES),
    "join": st.tuples(st.lists(st.text()), st.text()),
}
CALLS = st.one_of(
    st.tuples(st.just(name), values) for name, values in sorted(INPUTS.items())
)


@given(CALLS, st.sampled_from(["pt-BR", "en"]))
@example(("clock", ("2026-11-24T10:18\n",)), "en")
@example(("quantity", ("\u0661",)), "en")
def test_both_twins_agree_on_any_input(call, language):
    name, values = call
    expected = in_python(name, values, language)
    assert filter_js(name, list(values), language) == expected


@pytest.mark.parametrize("name", ["number", "duration", "distance", "bytes"])
@pytest.mark.parametrize("value", [None, True, "12"])
def test_a_whole_number_is_required_on_both_hosts(name, value):
    with pytest.raises(TypeError):
        in_python(name, [value], "en")
    with pytest.raises(Exception, match="is not a whole number"):
        filter_js(name, [value], "en")


def in_python(name, values, language):
    with speaking(language):
        return FILTERS[name](*values)
