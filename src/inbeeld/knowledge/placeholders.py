"""Numbers and links inside a text, so that a telephone number stands in one place only.

`{phone:veilig-thuis}` is the number of that route; `{page:leaving|the words}` is a link to a page.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from inbeeld.knowledge.model import Route
from inbeeld.knowledge.words import Text

PLACEHOLDER = re.compile(r"\{(phone|page):([a-z0-9-]+)(?:\|([^{}]+))?\}")


def number(route: Route) -> str:
    """The first telephone number of a route; its first address where it has none."""
    phones = [channel.address for channel in route.channels if channel.kind == "phone"]
    return next(iter(phones), route.channels[0].address)


def plain(text: str, routes: Mapping[str, Route]) -> str:
    """The text with every number and link as bare words."""
    return PLACEHOLDER.sub(
        lambda found: number(routes[found[2]]) if found[1] == "phone" else found[3] or "", text
    )


def misplaced(text: Text, routes: Collection[str], pages: Collection[str]) -> list[str]:
    """Why a placeholder in either language leads nowhere; empty where all is well."""
    reasons = []
    for words in (text.nl, text.en):
        for kind, label, shown in PLACEHOLDER.findall(words):
            if label not in (routes if kind == "phone" else pages):
                reasons.append(f"{kind} {label} does not exist")
            if kind == "page" and not shown:
                reasons.append(f"the link to {label} has no words: write page:{label}|words")
        rest = PLACEHOLDER.sub("", words)
        if "{" in rest or "}" in rest:
            reasons.append(f"a brace that is no placeholder: {rest[:40]}")
    return reasons
