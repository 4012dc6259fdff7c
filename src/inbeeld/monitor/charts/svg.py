"""The pieces of every chart: a frame with a title and a description, and shapes that escape their words.

Classes, not colours, say what a shape is: solid is counted, dashed is estimated or unknown. So a
chart can be read without colour, in the dark, and in the colours of a reader. `alone` adds the few
styles that a chart needs on paper. As a file it cannot know where it will stand, so `as_file` also gives
it a ground of its own, light or dark as its reader is, and larger letters where it is small.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

WIDTH = 400  # narrow, so that words stay large enough on a telephone
STYLE = """\
text{font-family:"Noto Sans",Arial,sans-serif;font-size:12px;fill:#122827}
.soft{fill:#4a5d58}.bar,.full{fill:#34706b}.axis{stroke:#5f706a;stroke-width:1.5;fill:none}
.none{fill:none;stroke:#5f706a;stroke-width:1.5;stroke-dasharray:4 4}
.range{stroke:#34706b;stroke-width:3;stroke-dasharray:7 4;fill:none}
.line{stroke:#34706b;stroke-width:3;fill:none}
.point{fill:#fffefb;stroke:#34706b;stroke-width:3}.ribbon{fill:#dde9e2}
.apart{fill:#fffefb;stroke:#fffefb;stroke-width:5;stroke-linejoin:round}
.dot{fill:none;stroke:#5f706a;stroke-width:1.2}.dot-seen{fill:#f4b740;stroke:#7d5200;stroke-width:1.2}
"""
# A small chart has letters that are larger for it. The colours in the dark are those of `release.css`.
FILE_STYLE = """\
text{font-family:system-ui,"Noto Sans",Arial,sans-serif}.ground{fill:#fffefb}
@media (max-width:35rem){text{font-size:16px}}
@media (max-width:26rem){text{font-size:20px}}
@media (prefers-color-scheme:dark){
text{fill:#eceeea}.soft{fill:#b8c2be}.ground,.point,.apart{fill:#1a2020}.ribbon{fill:#27312f}
.bar,.full{fill:#6fb5ab}.range,.line,.point{stroke:#6fb5ab}.dot-seen{stroke:#f4b740}
.axis,.none,.dot{stroke:#8fa39d}.apart{stroke:#1a2020}
}
"""
EDGE = 14  # between a chart and the end of its ground
BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


def chart(name: str, *, title: str, about: str, height: float, parts: Iterable[str]) -> str:
    """A whole picture. `name` is unique on its page; `about` says what the shapes mean."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {WIDTH} {number(height)}" '
        f'role="img" aria-labelledby="{name}-t {name}-d"><title id="{name}-t">{escape(title)}</title>'
        f'<desc id="{name}-d">{escape(about)}</desc>{"".join(parts)}</svg>'
    )


def alone(picture: str) -> str:
    """The same picture with its style, for paper."""
    head, end, rest = picture.partition("</desc>")
    return f"{head}{end}<style>{STYLE}</style>{rest}\n"


def as_file(picture: str) -> str:
    """The same picture as a file of its own, to be shown anywhere."""
    head, end, rest = picture.partition("</desc>")
    (wide, high) = (float(one) + 2 * EDGE for one in BOX.findall(head)[0])
    head = BOX.sub(f'viewBox="-{EDGE} -{EDGE} {number(wide)} {number(high)}"', head, count=1)
    ground = box("ground", -EDGE, -EDGE, wide, high)
    return f"{head}{end}<style>{STYLE}{FILE_STYLE}</style>{ground}{rest}\n"


def number(value: float) -> str:
    """A length without needless digits."""
    return f"{value:.1f}".removesuffix(".0")


def text(
    x: float, y: float, words: str, *, kind: str = "", anchor: str = "start", bold: bool = False
) -> str:
    more = f" class={quoteattr(kind)}" if kind else ""
    more += f' text-anchor="{anchor}"' if anchor != "start" else ""
    more += ' font-weight="700"' if bold else ""
    return f'<text x="{number(x)}" y="{number(y)}"{more}>{escape(words)}</text>'


def apart(x: float, y: float, words: str) -> list[str]:
    """Words in the middle of what is drawn there: first their edge in the colour of the ground.

    One text with an edge behind it would do, but paper puts that edge over the letters.
    """
    if not words:
        return []
    return [text(x, y, words, kind=kind, anchor="middle") for kind in ("apart", "")]


def path(kind: str, points: Iterable[tuple[float, float]], *, closed: bool = False) -> str:
    way = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return f'<path class="{kind}" d="M{way}{"z" if closed else ""}"/>'


def box(kind: str, x: float, y: float, width: float, height: float) -> str:
    return (
        f'<rect class="{kind}" x="{number(x)}" y="{number(y)}" '
        f'width="{number(width)}" height="{number(height)}"/>'
    )


def circle(kind: str, x: float, y: float, radius: float) -> str:
    return f'<circle class="{kind}" cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"/>'


def scale(low: float, high: float, start: float, end: float) -> tuple[float, float]:
    """Factor and offset from values to places, also where all values are alike."""
    factor = (end - start) / (high - low) if high > low else 0.0
    return factor, start - low * factor


def nice(most: float) -> float:
    """A round number at or above the largest value, for the end of an axis."""
    if most <= 0:
        return 1.0
    step = float(10 ** (len(str(int(most))) - 1))
    return next(part * step for part in (1, 2, 5, 10) if part * step >= most)
