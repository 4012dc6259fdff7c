"""Draws shares with their bounds as SVG: a dot, a line, and the counts in words beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree as ET

from inbeeld.screen.evaluation import Figures, Share

LEFT, WIDTH, RIGHT, ROW, TOP = 330, 400, 90, 26, 40
INK, LINE = "#1d2a26", "#9aa5a0"


def plot(found: Mapping[str, Mapping[str, Figures]], shares: Sequence[str]) -> str:
    """One row for each share of each group that has something to count."""
    rows = [
        (f"{group}: {name.replace('_', ' ')}", share)
        for groups in found.values()
        for group, one in groups.items()
        for name in shares
        if (share := getattr(one, name)).of
    ]
    height = TOP + ROW * len(rows) + 30
    picture = ET.Element(
        "svg",
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {LEFT + WIDTH + RIGHT} {height}",
        role="img",
    )
    ET.SubElement(picture, "title").text = "Shares with 95 % bounds"
    ET.SubElement(picture, "style").text = f"text {{ font: 14px sans-serif; fill: {INK} }}"
    for percent in (0, 25, 50, 75, 100):
        x = LEFT + WIDTH * percent / 100
        _line(picture, (x, TOP - 8), (x, height - 22), LINE, 1)
        _text(picture, x, TOP - 14, f"{percent} %", "middle")
    for place, (name, share) in enumerate(rows):
        _row(picture, TOP + ROW * place + ROW / 2, name, share)
    return ET.tostring(picture, encoding="unicode")


def _row(picture: ET.Element, y: float, name: str, share: Share) -> None:
    low, high = share.bounds or (0.0, 1.0)
    _text(picture, LEFT - 12, y + 5, name, "end")
    _line(picture, (LEFT + WIDTH * low, y), (LEFT + WIDTH * high, y), INK, 2)
    dot = {"cx": f"{LEFT + WIDTH * share.hits / share.of:.1f}", "cy": f"{y:.1f}", "r": "5"}
    ET.SubElement(picture, "circle", dot | {"fill": INK})
    _text(picture, LEFT + WIDTH + 12, y + 5, f"{share.hits} of {share.of}", "start")


def _line(
    picture: ET.Element, at: tuple[float, float], to: tuple[float, float], ink: str, wide: int
) -> None:
    ends = zip(("x1", "y1", "x2", "y2"), (*at, *to), strict=True)
    place = {name: f"{number:.1f}" for name, number in ends}
    ET.SubElement(picture, "line", place | {"stroke": ink, "stroke-width": str(wide)})


def _text(picture: ET.Element, x: float, y: float, words: str, anchor: str) -> None:
    place = {"x": f"{x:.1f}", "y": f"{y:.1f}", "text-anchor": anchor}
    ET.SubElement(picture, "text", place).text = words
