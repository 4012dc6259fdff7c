"""Which branches of our templates were rendered.

A branch is one way through an `if`, the body of a `for`, or its `empty`. While `watch` is on, every
list of nodes that is rendered is noted.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.template import engines
from django.template.base import Node, NodeList, Template
from django.template.defaulttags import ForNode, IfNode

from inbeeld.ui.templatetags.ib import route


def our_templates() -> list[str]:
    """The names of all templates of the public pages."""
    import inbeeld

    house = Path(inbeeld.__file__).parent
    return sorted(
        str(file.relative_to(folder))
        for folder in (house / "ui/templates", house / "site/templates")
        for file in folder.rglob("*.html")
    )


def load(name: str) -> Template:
    """The compiled template that the site itself uses: the loader keeps it."""
    return engines["django"].get_template(name).template


def branches(name: str) -> dict[int, str]:
    """Every branch of one template: the identity of its nodes, and where it stands."""
    found: dict[int, str] = {}
    for node in _all(load(name).nodelist):
        line = node.token.lineno if node.token else 0
        if isinstance(node, IfNode):
            for place, (condition, nodes) in enumerate(node.conditions_nodelists):
                kind = "else" if condition is None else f"if {place + 1}"
                found[id(nodes)] = f"{name}:{line}: {kind}: {_start(node)}"
        elif isinstance(node, ForNode):
            found[id(node.nodelist_loop)] = f"{name}:{line}: for: {_start(node)}"
            if node.nodelist_empty:
                found[id(node.nodelist_empty)] = f"{name}:{line}: empty: {_start(node)}"
    return found


def _start(node: Node) -> str:
    return node.token.contents[:60] if node.token else ""


def _all(nodes: NodeList) -> Iterator[Node]:
    for node in nodes:
        yield from node.get_nodes_by_type(Node)


@contextmanager
def watch() -> Iterator[set[int]]:
    """Notes the identity of every list of nodes that is rendered meanwhile."""
    seen: set[int] = set()
    render = NodeList.render
    loop = ForNode.render

    def noted(self, context):
        seen.add(id(self))
        return render(self, context)

    def looped(self, context):
        values = self.sequence.resolve(context, ignore_failures=True)
        if values is not None and list(values):
            seen.add(id(self.nodelist_loop))
        return loop(self, context)

    route.cache_clear()  # a card that was made before would not be rendered again
    NodeList.render, ForNode.render = noted, looped
    try:
        yield seen
    finally:
        NodeList.render, ForNode.render = render, loop
