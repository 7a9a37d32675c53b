"""Compiles the templates of both hosts to one ES module over Jinja2's own parse tree.

The syntax is Jinja2's by construction; what a construct means in JavaScript stands in
service_worker/templates/runtime.js. See docs/decisions for the size of the dialect.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from jinja2 import Environment, TemplateNotFound, nodes

from fieldapp.templating.dialect import SERVER_ONLY, UNQUOTED, check_markup
from fieldapp.templating.expressions import Expressions, literal

Asset = Callable[[str], str]


@dataclass(slots=True)
class Compiled:
    """Every compiled template, and what they name."""

    functions: dict[str, str] = field(default_factory=dict)
    icons: set[str] = field(default_factory=set)
    assets: set[str] = field(default_factory=set)

    def module(self) -> str:
        """Return the ES module whose default export is the table of templates."""
        rows = "".join(
            f"T[{literal(name)}]={code}\n" for name, code in self.functions.items()
        )
        return f"const T=Object.create(null)\n{rows}\nexport {{ T as default }}\n"


def shared_names(environment: Environment) -> list[str]:
    """Return the templates technician routes may show: every folder but the office's.

    Layouts are compiled when one of these reaches them.
    """
    return [
        name
        for name in environment.list_templates(extensions=["html"])
        if name.split("/")[0] not in SERVER_ONLY | {"layouts"} and "/" in name
    ]


def compile_templates(
    environment: Environment, names: Iterable[str], asset: Asset
) -> Compiled:
    """Compile these templates and all they include or extend; raises Refusal."""
    compiled = Compiled()
    waiting = sorted(names, reverse=True)
    while waiting:
        name = waiting.pop()
        if name in compiled.functions:
            continue
        template = _Template(environment, name, asset, compiled)
        compiled.functions[name] = template.compile()
        waiting += sorted(template.reached, reverse=True)
    return compiled


class _Template(Expressions):
    """One template on its way to a JavaScript object."""

    def __init__(
        self, environment: Environment, name: str, asset: Asset, compiled: Compiled
    ) -> None:
        super().__init__(name, asset, compiled.icons, compiled.assets)
        self.reached: set[str] = set()
        self._environment = environment
        self._loops = 0

    def compile(self) -> str:
        loader = self._environment.loader
        assert loader is not None
        source, _, _ = loader.get_source(self._environment, self.name)
        tree = self._environment.parse(source, self.name, self.name)
        parent = self._parent(tree)
        blocks = ",".join(map(self._block, tree.find_all(nodes.Block)))
        root = "null" if parent else self._function(tree.body)
        return f"{{parent:{literal(parent)},blocks:{{{blocks}}},root:{root}}}"

    def _parent(self, tree: nodes.Template) -> str | None:
        extends = list(tree.find_all(nodes.Extends))
        if not extends:
            return None
        if len(extends) > 1 or extends[0] not in tree.body:
            self.refuse(extends[-1], "extends stands once, at the top")
        for node in tree.body:
            if not isinstance(node, nodes.Extends | nodes.Block) and not _is_blank(
                node
            ):
                self.refuse(node, "what stands outside the blocks is never shown")
        return self._template_name(extends[0])

    def _block(self, block: nodes.Block) -> str:
        if block.scoped or block.required:
            self.refuse(block, "scoped and required blocks are not in the dialect")
        return f"{literal(block.name)}:{self._function(block.body)}"

    def _function(self, body: list[nodes.Node]) -> str:
        outer, self.locals = self.locals, {}
        code = self._body(body)
        self.locals = outer
        return f'(c,R,b)=>{{let o="";{code}return o}}'

    def _body(self, body: list[nodes.Node]) -> str:
        return "".join(map(self._statement, body))

    def _statement(self, node: nodes.Node) -> str:
        match node:
            case nodes.Output():
                return self._output(node)
            case nodes.If():
                return self._if(node)
            case nodes.For():
                return self._for(node)
            case nodes.Include():
                return self._include(node)
            case nodes.Block():
                return f"o+=b[{literal(node.name)}](c,R,b);"
            case _:
                return self.refuse(node, f"{_readable(node)} is not in the dialect")

    def _output(self, node: nodes.Output) -> str:
        for part, following in pairwise(node.nodes):
            self._check_quoted(part, following)
        parts = [self._part(part) for part in node.nodes]
        return f"o+={'+'.join(parts)};"

    def _part(self, node: nodes.Node) -> str:
        if not isinstance(node, nodes.TemplateData):
            return self.printed(node)
        check_markup(self.name, node.lineno, node.data)
        return literal(node.data)

    def _check_quoted(self, part: nodes.Node, following: nodes.Node) -> None:
        if isinstance(part, nodes.TemplateData) and UNQUOTED.search(part.data):
            self.refuse(following, "quote the attribute, or a space ends it")

    def _if(self, node: nodes.If) -> str:
        code = f"if({self.condition(node.test)}){{{self._body(node.body)}}}"
        for branch in node.elif_:
            test = self.condition(branch.test)
            code += f"else if({test}){{{self._body(branch.body)}}}"
        return code + (f"else{{{self._body(node.else_)}}}" if node.else_ else "")

    def _for(self, node: nodes.For) -> str:
        if node.recursive or node.test or not isinstance(node.target, nodes.Name):
            self.refuse(node, "for takes one name and one list, nothing more")
        if node.target.name == "loop":
            self.refuse(node, "loop is taken")
        self._loops += 1
        items, index, item = (f"{letter}{self._loops}" for letter in "aiv")
        walked = f"const {items}=R.list({self.value(node.iter)});"
        outer = self.locals
        self.locals = {**outer, node.target.name: item, "loop": f"{index},{items}"}
        body = f"const {item}={items}[{index}];{self._body(node.body)}"
        self.locals = outer
        loop = f"for(let {index}=0;{index}<{items}.length;{index}++){{{body}}}"
        other = self._body(node.else_)
        return walked + loop + (f"if(!{items}.length){{{other}}}" if other else "")

    def _include(self, node: nodes.Include) -> str:
        if node.ignore_missing or not node.with_context:
            self.refuse(node, "include takes a name, nothing more")
        handed = [(name, at) for name, at in self.locals.items() if name != "loop"]
        scope = "".join(f",{literal(name)}:{at}" for name, at in handed)
        scope = f"{{__proto__:c{scope}}}" if handed else "c"
        return f"o+=R.run({literal(self._template_name(node))},{scope});"

    def _template_name(self, node: nodes.Include | nodes.Extends) -> str:
        name = node.template.value if isinstance(node.template, nodes.Const) else None
        if not isinstance(name, str):
            self.refuse(node, "a template is named by a literal")
        if name.split("/")[0] in SERVER_ONLY:
            self.refuse(node, f"{name} exists on the server only")
        try:
            assert self._environment.loader is not None
            self._environment.loader.get_source(self._environment, name)
        except TemplateNotFound:
            self.refuse(node, f"there is no template {name}")
        self.reached.add(name)
        return name


def _is_blank(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Output) and all(
        isinstance(part, nodes.TemplateData) and not part.data.strip()
        for part in node.nodes
    )


def _readable(node: nodes.Node) -> str:
    names = {"Assign": "set", "AssignBlock": "set", "ExprStmt": "do"}
    kind = type(node).__name__
    return names.get(kind, kind.lower())
