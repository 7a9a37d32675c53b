"""What the compiler refuses, and what compiled templates mean."""

import pytest
from parity import compiled, render_flask, render_js, small_environment

from fieldapp.templating.compiler import compile_templates, shared_names
from fieldapp.templating.dialect import Refusal

HOSTILE = "<script>alert('&\"')</script>"

REFUSED = {
    "{% macro a() %}{% endmacro %}": "macro is not in the dialect",
    "{% set a = 1 %}": "set is not in the dialect",
    "{% set a %}b{% endset %}": "set is not in the dialect",
    "{% with a = 1 %}{% endwith %}": "with is not in the dialect",
    "{% import 'a/b.html' as b %}": "import is not in the dialect",
    "{% from 'a/b.html' import b %}": "fromimport is not in the dialect",
    "{% filter date %}a{% endfilter %}": "filterblock is not in the dialect",
    "{% call a() %}{% endcall %}": "callblock is not in the dialect",
    "{{ a|safe }}": "the filter safe has no twin",
    "{{ a|tojson }}": "the filter tojson has no twin",
    "{{ a|join(separator=', ') }}": "join takes plain arguments",
    "{{ _('a')|join }}": "join takes data, not markup",
    "{{ a + 1 }}": "arithmetic is not in the dialect",
    "{{ a * 2 }}": "arithmetic is not in the dialect",
    "{{ -a }}": "arithmetic is not in the dialect",
    "{{ a ~ b }}": "concat is not in the dialect",
    "{{ a[0] }}": "getitem is not in the dialect",
    "{{ a['b'] }}": "getitem is not in the dialect",
    "{{ {'a': 1} }}": "dict is not in the dialect",
    "{{ 1.5 }}": "hand numbers over as decimal text",
    "{{ a.items }}": ".items is a method in Python",
    "{% for a in b.values() %}{% endfor %}": "only _(), ngettext(), icon() and asset()",
    "{{ a.get('b') }}": "only _(), ngettext(), icon() and asset()",
    "{{ a.update }}": ".update is a method in Python",
    "{{ a._b }}": "._b is private",
    "{{ _a }}": "_a is no value",
    "{{ url_for('queue') }}": "only _(), ngettext(), icon() and asset()",
    "{{ super() }}": "only _(), ngettext(), icon() and asset()",
    "{{ icon }}": "icon is no value",
    "{{ icon('no-such-icon') }}": "there is no icon 'no-such-icon'",
    "{{ icon() }}": "icon takes one name",
    "{{ asset(a) }}": "this argument must be a literal text",
    "{{ _(a) }}": "this argument must be a literal text",
    "{{ ngettext('a', b, 2) }}": "this argument must be a literal text",
    "{{ _('%s a', a) }}": "write %(name)s or %%",
    "{{ _('100% sure') }}": "write %(name)s or %%",
    "{{ _('a', a) }}": "hand values over by name",
    "{{ a is even }}": "the test even has no twin",
    "{{ 1 < a < 3 }}": "compare two values at a time",
    "{{ a if b }}": "if in an expression needs its else",
    "{% for a, b in c %}{% endfor %}": "for takes one name and one list",
    "{% for a in b if a %}{% endfor %}": "for takes one name and one list",
    "{% for a in b recursive %}{% endfor %}": "for takes one name and one list",
    "{{ loop.index }}": "loop.index is not known here",
    "{% for a in b %}{{ loop.cycle('a') }}{% endfor %}": "only _(), ngettext()",
    "{% for a in b %}{{ loop.revindex }}{% endfor %}": "loop.revindex is not known",
    "{% for a in b %}{{ loop }}{% endfor %}": "loop is no value",
    "{% include a %}": "a template is named by a literal",
    "{% include ['a/a.html'] %}": "a template is named by a literal",
    "{% include 'a/none.html' %}": "there is no template a/none.html",
    "{% include 'office/b.html' %}": "office/b.html exists on the server only",
    "{% include 'a/b.html' ignore missing %}": "include takes a name, nothing more",
    "{% include 'a/b.html' without context %}": "include takes a name, nothing more",
    "{% if a %}{% extends 'a/b.html' %}{% endif %}": "extends stands once, at the top",
    "{% block a scoped %}{% endblock %}": "scoped and required blocks",
    "{% extends 'a/b.html' %}text": "what stands outside the blocks",
    '<p style="color: red">': "inline style",
    '<p {{ a }} style="color: red">': "inline style",
    "<style>p {}</style>": "<style>",
    '<p onclick="go()">': "inline handler",
    "<p OnClick = go()>": "inline handler",
    '<p hx-on:click="go()">': "hx-on",
    "<p hx-vals='js:{a: 1}'>": "js: and javascript: values",
    '<a href="javascript:go()">': "js: and javascript: values",
    "<script>go()</script>": "inline script",
    "<p class={{ a }}>": "quote the attribute",
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_the_dialect_lacks_is_refused_with_file_and_line(text):
    environment = small_environment(
        {
            "a/a.html": f"{{# takes: a #}}\n<hr>\n{text}",
            "a/b.html": "",
            "office/b.html": "",
        }
    )
    if "extends" in text:
        environment.loader.mapping["a/a.html"] = "\n\n" + text
    with pytest.raises(Refusal) as refused:
        compiled(environment, "a/a.html")
    assert str(refused.value).startswith("a/a.html:3: ")
    assert REFUSED[text] in str(refused.value)


def test_an_unknown_asset_is_refused():
    environment = small_environment({"a/a.html": "\n{{ asset('css/none.css') }}"})

    def no_asset(name):
        raise LookupError(name)

    with pytest.raises(Refusal, match=r"a/a\.html:2: there is no file static/css/none"):
        compile_templates(environment, ["a/a.html"], no_asset)


def test_only_what_technician_routes_reach_is_compiled():
    environment = small_environment(
        {
            "queue/page.html": "{% extends 'layouts/phone.html' %}",
            "layouts/phone.html": "{% include 'parts/_bar.html' %}",
            "layouts/office.html": "{{ a.items() }}",
            "office/page.html": "{{ a + 1 }}",
            "errors/404.html": "{{ a + 1 }}",
            "parts/_bar.html": "",
        }
    )
    names = shared_names(environment)
    module = compile_templates(environment, names, str)
    assert sorted(module.functions) == [
        "layouts/phone.html",
        "parts/_bar.html",
        "queue/page.html",
    ]


MEANINGS = {
    "{{ a }}": {"a": HOSTILE},
    '<p class="{{ a }}">': {"a": '" onclick="go()'},
    "{{ a }}{{ b }}{{ c }}{{ d }}": {"a": True, "b": None, "c": 0, "d": -12},
    "{% if a %}1{% elif b %}2{% else %}3{% endif %}": {"a": [], "b": {}},
    "{% if a and not b or c %}1{% endif %}": {"a": "0", "b": 0, "c": ""},
    "{{ a or b }}{{ a and b }}": {"a": "", "b": HOSTILE},
    "{{ a == 1 }}{{ a != 1 }}{{ b == c }}": {"a": True, "b": [1, {"x": 2}], "c": [1]},
    "{{ a < b }}{{ a <= b }}{{ a > b }}{{ a >= b }}": {
        "a": "\U0001f600",
        "b": "\uffff",
    },
    "{{ 1 < a }}{{ a in (1, 2) }}{{ a not in [3] }}": {"a": 2},
    "{{ 'a' in a }}{{ 'a' in b }}{{ 1 in b }}": {"a": "cab", "b": {"a": 1}},
    "{{ a.b.c }}": {"a": {"b": {"c": HOSTILE}}},
    "{{ a.b is defined }}{{ c is defined }}{{ a.b is none }}": {"a": {"b": None}},
    "{{ a|default('–') }}{{ b.c|default(_('Monday')) }}": {"b": {}},
    "{{ a|length }}{{ b|length }}{{ c|length }}": {
        "a": "a\U0001f600",
        "b": [1],
        "c": {},
    },
    "{{ a|join(', ') }}": {"a": [HOSTILE, "b"]},
    "{{ _('Monday') if a else b }}": {"a": 0, "b": HOSTILE},
    "{{ _('%(day)s of %(month)s, 100%%', day=a, month=b) }}": {"a": HOSTILE, "b": 5},
    "{{ _('<b>%(a)s</b>', a=_('Monday')) }}": {},
    "{{ ngettext('%(num)d thing', '%(num)d things', a) }}": {"a": 1},
    "{{ ngettext('%(num)d thing of %(b)s', '%(num)d of %(b)s', a, b=b) }}": {
        "a": 0,
        "b": HOSTILE,
    },
    "{% if _('Monday') == 'segunda' %}1{% endif %}": {},
    "{{ icon('wrench') }}{{ icon(a) }}": {"a": "wrench"},
    '<link href="{{ asset("css/app.css") }}">': {},
    "{% for x in a %}{{ loop.index }}/{{ loop.length }}{{ loop.first }}{{ loop.last }}"
    "{% for y in x %}{{ y }}{{ loop.index }}{% else %}–{% endfor %}{% endfor %}": {
        "a": [[HOSTILE], [], [1, 2]]
    },
    "{% for x in a %}{{ x }}{% endfor %}{{ x }}": {"a": [1], "x": 2},
    "{% for x in a %}{% include 'a/part.html' %}{% endfor %}": {"a": [HOSTILE], "y": 1},
    "{% extends 'a/base.html' %}\n{% block b %}\n  {{ a }}{% endblock %}\n": {
        "a": HOSTILE
    },
    "{% trans n=a %}Hello %(n)s, {{ n }}{% endtrans %}": {"a": HOSTILE},
    "  {% if a %}\n  x\n  {% endif %}\n  y\n": {"a": 1},
    "\u2028\\`${a}'\"\n{{ a }}": {"a": "\u2028\\`${a}\x00"},
}


@pytest.mark.parametrize("text", MEANINGS)
@pytest.mark.parametrize("language", ["pt-BR", "en"])
def test_compiled_templates_print_what_jinja_prints(text, language):
    environment = small_environment(
        {
            "a/a.html": text,
            "a/part.html": "{{ x }}{{ y }}{% block c %}{{ x }}{% endblock %}",
            "a/base.html": "<{% block b %}{% endblock %}>{% block c %}d{% endblock %}",
        }
    )
    case = {"name": "a/a.html", "context": MEANINGS[text], "language": language}
    module = compiled(environment, "a/a.html")
    worker = render_js([{**case, "templates": module}])
    assert worker == render_flask([case], environment)


UNDEFINED = [
    "{{ a }}",
    "{% if a %}{% endif %}",
    "{% for x in a %}{% endfor %}",
    "{{ a.b }}",
    "{{ b.c }}",
    "{{ a == 1 }}",
    "{{ a|length }}",
    "{{ '1'|quantity(a) }}",
    "{{ _('%(a)s', a=a) }}",
    "{{ b.toString }}{{ constructor }}",
    "{{ icon('hasOwnProperty' if b.x else b.y) }}",
]


@pytest.mark.parametrize("text", UNDEFINED)
def test_a_name_the_screen_did_not_give_is_an_error_on_both_hosts(text):
    environment = small_environment({"a/a.html": text})
    case = {"name": "a/a.html", "context": {"b": {"x": 0, "y": "valueOf"}}}
    with pytest.raises(Exception, match=r"undefined|no attribute|has no|no icon"):
        render_flask([case], environment)
    with pytest.raises(Exception, match=r"a/a\.html: "):
        render_js([{**case, "templates": compiled(environment, "a/a.html")}])
