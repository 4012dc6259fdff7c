"""Every state in which a page of the public site can be, in one list.

The tests of pages, of accessibility and of template branches all go through this list, and so does the
tool that takes screenshots. A branch of a template that no state renders fails the build.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cache

from inbeeld.knowledge import load
from inbeeld.knowledge.pages import load_site

EVENING = dt.datetime(2026, 11, 23, 19, 0, tzinfo=dt.UTC)
NIGHT = dt.datetime(2026, 11, 23, 23, 30, tzinfo=dt.UTC)

Data = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class State:
    """One state: what to ask, what to send, at what time, and what comes back."""

    name: str
    path: str
    data: Data | None = None
    status: int = 200
    at: dt.datetime = EVENING
    headers: dict[str, str] = field(default_factory=dict, hash=False)
    knowledge: str = ""
    preview: bool = False


@cache
def pages() -> tuple[State, ...]:
    """Every page to read and every list, in both languages."""
    site = load_site(load())
    paths = [page.path for page in site.pages.values()]
    paths += [f"{page}/{number}" for page in ("lijst", "wie") for number in range(1, 9)]
    return tuple(
        State(f"{lang}-{path or 'start'}".replace("/", "-"), f"{head}{path}")
        for lang, head in (("nl", "/"), ("en", "/en/"))
        for path in paths
    )


def some_of_each_kind(lang: str, *, middle: bool = True) -> list[State]:
    """Of the pages that are made by the same template: the first, the middle if asked, and the last."""
    kinds: dict[str, list[State]] = {}
    for state in pages():
        if state.name.startswith(f"{lang}-"):
            kinds.setdefault(state.name.rstrip("0123456789-"), []).append(state)
    return [
        states[place]
        for states in kinds.values()
        for place in sorted({0, *([len(states) // 2] if middle else []), len(states) - 1})
    ]


def first(who: str = "0", danger: str = "d", home: str = "e", *areas: str) -> Data:
    return (("w", who), ("d", danger), ("h", home), *(("a", area) for area in areas or ("e",)))


def answered(start: Data, **answers: str) -> Data:
    return (*start, ("step", "2"), *answers.items())


WORRY, YOUNG, WORK = "/vraag/1", "/vraag/2", "/vraag/3"

CHECKS = [
    State("worry-missing", WORRY, (("w", "0"),)),
    State("worry-missing-all", "/en/vraag/1", (("a", "e"),)),
    State("worry-missing-area", WORRY, (("w", "1"), ("d", "a"), ("h", "e"))),
    State("worry-questions", WORRY, first("0", "e", "e", "7", "4")),
    State("worry-questions-en", "/en/vraag/1", first("1", "a", "a", "2", "3", "5")),
    State(
        "worry-questions-again",
        WORRY,
        (*first("0", "e", "e", "7", "3"), ("s008", "b"), ("f1", "a")),
    ),
    State("worry-missing-again", WORRY, (("w", "1"), ("d", "d"), ("a", "7"))),
    State(
        "worry-questions-all-answers",
        WORRY,
        (
            *first("0", "d", "e", "7"),
            ("s008", "a"),
            ("s009", "b"),
            ("s033", "c"),
            ("s034", "d"),
            ("s035", "e"),
        ),
    ),
    State("worry-nothing", WORRY, answered(first("0", "d", "e", "7"), s008="d")),
    State("worry-talk", WORRY, answered(first("0", "d", "d", "10"), s003="a")),
    State("worry-ask", WORRY, answered(first("0", "d", "e", "7"), s008="b", s033="c")),
    State(
        "worry-consult",
        WORRY,
        answered(first("0", "d", "e", "7", "4"), s008="b", s040="a", s041="c"),
    ),
    State("worry-danger-said", WORRY, answered(first("0", "a", "e", "7"), s008="b")),
    State("worry-act", WORRY, answered(first("0", "a", "e", "7"), s029="a", s017="b")),
    State(
        "worry-act-night", WORRY, answered(first("0", "e", "e", "3"), s063="a", s100="a"), at=NIGHT
    ),
    State("worry-act-en", "/en/vraag/1", answered(first("0", "e", "e", "3"), s063="a", s100="a")),
    State("worry-threat-now", WORRY, answered(first("1", "e", "a", "3"), s075="b", f1="a")),
    State("worry-night", WORRY, answered(first("1", "d", "e", "7"), s008="b"), at=NIGHT),
    State("young-nothing", YOUNG, (("step", "2"), ("z01", "d"))),
    State("young-consult", YOUNG, (("step", "2"), ("z01", "a"), ("z13", "c"), ("z05", "a"))),
    State("young-night", YOUNG, (("step", "2"), ("z01", "a")), at=NIGHT),
    State("young-home", YOUNG, (("step", "2"), ("z12", "a"))),
    State("young-act", YOUNG, (("step", "2"), ("z15", "a"), ("z14", "c"))),
    State("young-act-en", "/en/vraag/2", (("step", "2"), ("z05", "a"), ("z06", "a"))),
    State("young-again", YOUNG, tuple((f"z{n:02}", "acde"[n % 4]) for n in range(1, 16))),
    State("work-questions", WORK, first("0", "d", "e", "8")),
    State("work-questions-hotel", WORK, first("3", "e", "e", "12")),
    State(
        "work-consult",
        WORK,
        answered(first("0", "d", "e", "4", "5"), s040="a", s069="b", s074="c"),
    ),
    State("work-home", WORK, answered(first("2", "d", "a", "1"), s081="b")),
    State("work-no-home", "/en/vraag/3", answered(first("1", "d", "d", "7"), s035="a")),
    State("work-hotel", WORK, answered(first("3", "d", "e", "12"), s107="a", s110="a", s011="a")),
]

MINE, CHILD, SCHOOL = "/kijk/5", "/kijk/6", "/kijk/7"
SENT = ("step", "2")

CHATS = [
    State("chat-again", MINE, (("s085", "a"), ("s091", "a"), ("c091", "c"))),
    State("chat-again-en", "/en/kijk/6", (("s100", "a"),)),
    State("chat-nothing", CHILD, (SENT,)),
    State("chat-mine", MINE, (("s063", "a"), ("s100", "a"), ("s096", "a"), SENT)),
    State("chat-child", CHILD, (("s091", "a"), ("c091", "d"), SENT)),
    State("chat-school", SCHOOL, (("s086", "a"), ("s085", "a"), SENT), at=NIGHT),
    State("chat-care-en", "/en/kijk/9", (("s075", "a"), ("c075", "b"), SENT)),
]

PROBLEMS = [
    State("problem-404", "/bestaat-niet", status=404),
    State("problem-404-en", "/en/none", status=404),
    State("problem-400", WORRY, first("x"), status=400),
    State("problem-403", WORRY, first(), status=403, headers={"Sec-Fetch-Site": "cross-site"}),
    State("problem-400-chat", MINE, (("s999", "a"),), status=400),
    State("problem-405", "/lees/1", (("a", "b"),), status=405),
]

OTHER = [
    State("help-night", "/wie", at=NIGHT),
    State("start-night", "/", at=NIGHT),
    State("help-confirmed", "/wie", knowledge="confirmed"),
    State("law-confirmed", "/lees/9", knowledge="confirmed"),
]

PREVIEWS = [
    State("preview-page", "/lees/1", preview=True),
    State("preview-mend", "/en/lees/1", preview=True, knowledge="long"),
    State("preview-faults", "/", preview=True, knowledge="broken", status=500),
]


# What stands inside another page, and is never met alone.
FRAMES = [State(f"frame{path}".replace("/", "-"), path) for path in ("/blad/1", "/en/blad/2")]


def every() -> list[State]:
    """All states that a visitor can meet."""
    return [*pages(), *CHECKS, *CHATS, *PROBLEMS, *OTHER]
