"""Any template of the dialect prints the same bytes on both hosts."""

from hypothesis import given, settings
from hypothesis import strategies as st
from parity import compiled, render_flask, render_js, small_environment

HOSTILE = [
    "<b>",
    "&amp;",
    "'\"",
    "%(n)s",
    "</script>",
    "{{ x }}",
    "\u2028",
    "\U0001f4a9",
]
TEXT = st.one_of(st.text(max_size=8), st.sampled_from(HOSTILE))
WHOLE = st.integers(-(2**53) + 1, 2**53 - 1)
SCALAR = st.one_of(TEXT, WHOLE, st.booleans(), st.none())
CONTEXT = st.fixed_dictionaries(
    {
        "word": TEXT,
        "count": WHOLE,
        "flag": st.booleans(),
        "nothing": st.none(),
        "any": SCALAR,
        "row": st.fixed_dictionaries({"word": TEXT, "any": SCALAR}),
        "rows": st.lists(
            st.fixed_dictionaries({"word": TEXT, "any": SCALAR}), max_size=3
        ),
        "words": st.lists(TEXT, max_size=3),
    }
)

NAMES = ["word", "count", "flag", "nothing", "any", "row.word", "row.any"]
MARKUP = [
    "_('Monday')",
    "_('%(a)s <b>', a=word)",
    "ngettext('%(num)d of %(a)s', '%(num)d in %(a)s', count, a=any)",
]
VALUE = st.one_of(
    st.sampled_from(NAMES),
    st.sampled_from(["'<i>'", "1", "0", "none", "true", "''"]),
    st.sampled_from(
        [
            "words|join(', ')",
            "words|length",
            "rows|length",
            "count|number",
            "word|clock",
            "word|day",
            "word|quantity('dB')",
            "missing|default(word)",
        ]
    ),
)


def combined(values):
    pair = st.tuples(values, values)
    return st.one_of(
        pair.map(lambda p: f"({p[0]} and {p[1]})"),
        pair.map(lambda p: f"({p[0]} or {p[1]})"),
        pair.map(lambda p: f"({p[0]} == {p[1]})"),
        pair.map(lambda p: f"({p[0]} != {p[1]})"),
        pair.map(lambda p: f"({p[0]} in [{p[1]}, word])"),
        values.map(lambda v: f"(not {v})"),
        values.map(lambda v: f"({v} is none)"),
        st.tuples(values, values, values).map(
            lambda v: f"({v[0]} if {v[1]} else {v[2]})"
        ),
    )


EXPRESSION = st.recursive(
    st.one_of(VALUE, st.sampled_from(MARKUP)), combined, max_leaves=5
)
LITERAL = st.sampled_from(["<p>\n", " ", "\n  ", "\\`${x}", "</p>", "é\u2028", "%"])
LEAF = st.one_of(LITERAL, EXPRESSION.map(lambda e: f"{{{{ {e} }}}}"))


def nested(bodies):
    return st.one_of(
        st.lists(bodies, max_size=4).map("".join),
        st.tuples(EXPRESSION, bodies, bodies).map(
            lambda p: f"{{% if {p[0]} %}}{p[1]}{{% else %}}\n{p[2]}{{% endif %}}\n"
        ),
        bodies.map(
            lambda body: (
                f"{{% for row in rows %}}{body}{{{{ loop.index }}}}"
                "{{ row.word }}{{ loop.last }}{% else %}-{% endfor %}"
            )
        ),
        bodies.map(
            lambda body: (
                "{% for word in words %}{% include 'a/part.html' %}"
                f"{body}{{% endfor %}}"
            )
        ),
    )


TEMPLATE = st.recursive(LEAF, nested, max_leaves=8)


@settings(max_examples=150, deadline=None)
@given(TEMPLATE, TEMPLATE, CONTEXT, st.sampled_from(["pt-BR", "en"]))
def test_both_hosts_print_the_same_bytes(page, block, context, language):
    environment = small_environment(
        {
            "a/base.html": f"{page}{{% block b %}}x{{% endblock %}}",
            "a/page.html": "{% extends 'a/base.html' %}\n{% block b %}"
            + block
            + "{% endblock %}",
            "a/part.html": "<i>{{ word }}{{ any }}</i>\n",
        }
    )
    case = {"name": "a/page.html", "context": context, "language": language}
    module = compiled(environment, "a/page.html")
    worker = render_js([{**case, "templates": module}])
    assert worker == render_flask([case], environment)
