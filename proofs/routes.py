"""Every route of a URL table, with a form to fill: `post/%(name)s/%(number)s`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Route:
    """One route. `form` has a gap for each of `gaps`; `shown` is how it stands in the table."""

    shown: str
    name: str
    form: str
    gaps: tuple[str, ...]


def routes() -> list[Route]:
    """Those of the settings in use, and two more: static files, and addresses that do not exist."""
    from django.conf import settings
    from django.urls import get_resolver

    static = settings.STATIC_URL.lstrip("/")
    return [
        *_below(get_resolver(), "", ""),
        Route(f"{static}*", "", f"{static}%(static)s", ("static",)),
        Route("*", "", "%(any)s", ("any",)),
    ]


def _below(resolver, shown: str, form: str) -> Iterator[Route]:
    from django.utils.regex_helper import normalize

    for one in resolver.url_patterns:
        pattern = str(one.pattern)
        filled, gaps = normalize(one.pattern.regex.pattern)[0]
        if hasattr(one, "url_patterns"):
            yield from _below(one, shown + pattern, form + filled)
            continue
        whole = form + filled
        yield Route(
            shown=f"/{shown}{pattern}", name=one.name or "", form=whole,
            gaps=tuple(gap for gap in (*gaps, *_gaps(form)) if f"%({gap})s" in whole),
        )  # fmt: skip


def _gaps(form: str) -> list[str]:
    import re

    return re.findall(r"%\((\w+)\)s", form)
