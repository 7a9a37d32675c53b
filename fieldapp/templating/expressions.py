"""Compiles the expressions of a template to JavaScript."""

import json
import re
from collections.abc import Callable
from typing import NoReturn

from jinja2 import nodes
from markupsafe import escape

from fieldapp.templating.dialect import (
    COMPARISONS,
    DICT_METHODS,
    FUNCTIONS,
    GETTEXT,
    LOOP_FACTS,
    SHARED_FILTERS,
    SHARED_TESTS,
    Refusal,
    check_message,
)
from fieldapp.templating.icons import icons

SIGNS = {"lt": "<", "lteq": "<=", "gt": ">", "gteq": ">="}
IDENTIFIER = re.compile(r"[A-Za-z]\w*")


def literal(value: object) -> str:
    """Return a JavaScript literal of a JSON value."""
    return json.dumps(value, ensure_ascii=False)


class Expressions:
    """Expressions of one template, with the loop names that stand around them."""

    def __init__(
        self,
        name: str,
        asset: Callable[[str], str],
        icons_named: set[str],
        assets_named: set[str],
    ) -> None:
        self.name = name
        self.locals: dict[str, str] = {}
        self._asset = asset
        self._icons_named = icons_named
        self._assets_named = assets_named

    def printed(self, node: nodes.Node) -> str:
        """Return JavaScript for the HTML that {{ node }} prints."""
        match node:
            case nodes.Const():
                return literal(str(escape(self._constant(node))))
            case nodes.Call():
                return self._call(node)
            case nodes.CondExpr() if node.expr2 is not None:
                yes, no = self.printed(node.expr1), self.printed(node.expr2)
                return f"({self.condition(node.test)}?{yes}:{no})"
            case _:
                return f"R.esc({self.value(node)})"

    def condition(self, node: nodes.Node) -> str:
        """Return JavaScript for the truth of a value."""
        match node:
            case nodes.Not():
                return f"!{self.condition(node.node)}"
            case nodes.And():
                return f"({self.condition(node.left)}&&{self.condition(node.right)})"
            case nodes.Or():
                return f"({self.condition(node.left)}||{self.condition(node.right)})"
            case nodes.Compare() | nodes.Test():
                return self.value(node)
            case _:
                return f"R.truth({self.value(node)})"

    def value(self, node: nodes.Node) -> str:  # noqa: PLR0911 - one a construct
        """Return JavaScript for a value."""
        match node:
            case nodes.Const():
                return literal(self._constant(node))
            case nodes.Name():
                return self._name(node)
            case nodes.Getattr():
                return self._attribute(node)
            case nodes.List() | nodes.Tuple():
                return f"[{','.join(map(self.value, node.items))}]"
            case nodes.Filter():
                return self._filter(node)
            case nodes.Call():
                return self._called(node)
            case _:
                return self._decided(node)

    def _decided(self, node: nodes.Node) -> str:
        match node:
            case nodes.Not():
                return self.condition(node)
            case nodes.And() | nodes.Or():
                return self._either(node)
            case nodes.CondExpr():
                return self._choice(node)
            case nodes.Compare():
                return self._comparison(node)
            case nodes.Test():
                return self._test(node)
            case _:
                return self.refuse(node, f"{_readable(node)} is not in the dialect")

    def refuse(self, node: nodes.Node, message: str) -> NoReturn:
        """Refuse the template at this line."""
        raise Refusal(self.name, node.lineno, message)

    def _constant(self, node: nodes.Const) -> object:
        if isinstance(node.value, float):
            self.refuse(node, "hand numbers over as decimal text")
        return node.value

    def _name(self, node: nodes.Name) -> str:
        name = node.name
        if name in FUNCTIONS or name == "loop" or not IDENTIFIER.fullmatch(name):
            self.refuse(node, f"{name} is no value")
        return self.locals.get(name) or f"c.{name}"

    def _attribute(self, node: nodes.Getattr) -> str:
        if node.attr in DICT_METHODS:
            self.refuse(node, f".{node.attr} is a method in Python: rename the key")
        if node.attr.startswith("_"):
            self.refuse(node, f".{node.attr} is private")
        if isinstance(node.node, nodes.Name) and node.node.name == "loop":
            return self._loop_fact(node)
        return f"R.attr({self.value(node.node)},{literal(node.attr)})"

    def _loop_fact(self, node: nodes.Getattr) -> str:
        if "loop" not in self.locals or node.attr not in LOOP_FACTS:
            self.refuse(node, f"loop.{node.attr} is not known here")
        index, items = self.locals["loop"].split(",")
        return {
            "index": f"({index}+1)",
            "first": f"({index}===0)",
            "last": f"({index}==={items}.length-1)",
            "length": f"{items}.length",
        }[node.attr]

    def _either(self, node: nodes.And | nodes.Or) -> str:
        operator = "both" if isinstance(node, nodes.And) else "either"
        return f"R.{operator}({self.value(node.left)},()=>{self.value(node.right)})"

    def _choice(self, node: nodes.CondExpr) -> str:
        if node.expr2 is None:
            self.refuse(node, "if in an expression needs its else")
        yes, no = self.value(node.expr1), self.value(node.expr2)
        return f"({self.condition(node.test)}?{yes}:{no})"

    def _comparison(self, node: nodes.Compare) -> str:
        operator = node.ops[0].op
        if len(node.ops) > 1 or operator not in COMPARISONS:
            self.refuse(node, "compare two values at a time")
        left, right = self.value(node.expr), self.value(node.ops[0].expr)
        if operator in SIGNS:
            return f"(R.compare({left},{right}){SIGNS[operator]}0)"
        if operator in {"in", "notin"}:
            return f"{'!' * (operator == 'notin')}R.has({right},{left})"
        return f"{'!' * (operator == 'ne')}R.equal({left},{right})"

    def _filter(self, node: nodes.Filter) -> str:
        if node.name not in SHARED_FILTERS or node.node is None:
            self.refuse(node, f"the filter {node.name} has no twin in JavaScript")
        if node.kwargs or node.dyn_args or node.dyn_kwargs:
            self.refuse(node, f"{node.name} takes plain arguments")
        value = ",".join(map(self.value, [node.node, *node.args]))
        if node.name == "default":
            return f"R.fallback({value})"
        if next(node.find_all(nodes.Call), None):
            self.refuse(node, f"{node.name} takes data, not markup")
        return f"R.filter({literal(node.name)},{value})"

    def _test(self, node: nodes.Test) -> str:
        if node.name not in SHARED_TESTS:
            self.refuse(node, f"the test {node.name} has no twin in JavaScript")
        nothing = "undefined" if node.name == "defined" else "null"
        sign = "!==" if node.name == "defined" else "==="
        return f"({self.value(node.node)}{sign}{nothing})"

    def _called(self, node: nodes.Call) -> str:
        code = self._call(node)
        is_address = isinstance(node.node, nodes.Name) and node.node.name == "asset"
        return code if is_address else f"R.safe({code})"

    def _call(self, node: nodes.Call) -> str:
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        if name not in FUNCTIONS or node.dyn_args or node.dyn_kwargs:
            self.refuse(node, "only _(), ngettext(), icon() and asset() are called")
        if name == "icon":
            return self._icon(node)
        if name == "asset":
            return self._address(node)
        return self._message(node, 1 if name in GETTEXT else 2)

    def _icon(self, node: nodes.Call) -> str:
        if len(node.args) != 1 or node.kwargs:
            self.refuse(node, "icon takes one name")
        if isinstance(node.args[0], nodes.Const):
            self._icons_named.add(self._known_icon(node, node.args[0].value))
        return f"R.icon({self.value(node.args[0])})"

    def _known_icon(self, node: nodes.Call, name: object) -> str:
        if not isinstance(name, str) or name not in icons():
            self.refuse(node, f"there is no icon {name!r}")
        return name

    def _address(self, node: nodes.Call) -> str:
        name = self._text(node, 0)
        if len(node.args) != 1 or node.kwargs:
            self.refuse(node, "asset takes one path")
        try:
            address = self._asset(name)
        except LookupError:
            self.refuse(node, f"there is no file static/{name}")
        self._assets_named.add(name)
        return literal(address)

    def _message(self, node: nodes.Call, texts: int) -> str:
        """Refuse a message that is data: gettext's answer counts as markup."""
        for index in range(texts):
            check_message(self.name, node.lineno, self._text(node, index))
        if len(node.args) != (1 if texts == 1 else 3):
            self.refuse(node, "hand values over by name: _('… %(name)s', name=…)")
        named = ",".join(f"{literal(k.key)}:{self.value(k.value)}" for k in node.kwargs)
        values = [*map(self.value, node.args), *([f"{{{named}}}"] if named else [])]
        return f"R.{'text' if texts == 1 else 'plural'}({','.join(values)})"

    def _text(self, node: nodes.Call, index: int) -> str:
        argument = node.args[index] if index < len(node.args) else None
        value = argument.value if isinstance(argument, nodes.Const) else None
        if not isinstance(value, str):
            self.refuse(node, "this argument must be a literal text")
        return value


def _readable(node: nodes.Node) -> str:
    arithmetic = isinstance(node, nodes.BinExpr | nodes.UnaryExpr)
    return "arithmetic" if arithmetic else type(node).__name__.lower()
