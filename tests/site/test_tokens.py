"""The contrast of every pair of colours, worked out from the stylesheets themselves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import inbeeld.ui
from inbeeld.ui.tokens import SHEETS

FIRST, SECOND = (file.read_text(encoding="utf-8") for file in SHEETS)
CSS = FIRST + SECOND
GROUNDS = ("page", "surface", "sunken", "tint")

# (what, on what, at least): 7 for body text, 4.5 for other text, 3 for controls and pictures.
PAIRS = [
    *[("text", ground, 7.0) for ground in GROUNDS],
    *[("text-soft", ground, 4.5) for ground in GROUNDS],
    *[("link", ground, 4.5) for ground in GROUNDS],
    *[("control", ground, 3.0) for ground in GROUNDS],
    *[("focus", ground, 3.0) for ground in GROUNDS],
    *[("error", ground, 4.5) for ground in ("page", "surface", "sunken")],
    ("voice-text", "voice", 7.0),
    ("voice-soft", "voice", 7.0),
    ("voice-soft", "voice-halo", 4.5),
    ("on-light", "light", 7.0),
    ("light", "voice", 3.0),
    ("mark-text", "mark", 7.0),
    ("page", "mark-line", 4.5),
    *[("mark-line", ground, 3.0) for ground in ("mark", "surface", "tint")],
    ("action-text", "action", 4.5),
    ("action-text", "action-hover", 4.5),
    ("action", "page", 3.0),
    ("exit-text", "exit-bg", 7.0),
    ("voice-soft", "exit-bg", 4.5),
    ("exit-button-text", "exit-button-bg", 7.0),
    ("exit-button-bg", "exit-bg", 3.0),
    ("chart-counted", "page", 3.0),
    ("chart-counted", "surface", 3.0),
    ("chart-seen-line", "page", 3.0),
    ("chart-unseen", "page", 3.0),
    ("focus-on-dark", "exit-bg", 3.0),
    ("focus-on-dark", "voice", 3.0),
]


def _block(sheet: str, start: str) -> str:
    begin = sheet.index(start) + len(start)
    depth, place = 1, begin
    while depth:
        depth += {"{": 1, "}": -1}.get(sheet[place], 0)
        place += 1
    return sheet[begin : place - 1]


def _tokens(start: str) -> dict[str, str]:
    blocks = _block(FIRST, start) + _block(SECOND, start)
    return dict(re.findall(r"--ib-([\w-]+):\s*([^;]+);", blocks))


LIGHT = _tokens(":root {")
DARK = LIGHT | _tokens("@media screen and (prefers-color-scheme: dark) {")


def _colour(tokens: dict[str, str], name: str) -> tuple[float, float, float]:
    value = tokens[name]
    while found := re.fullmatch(r"var\(--ib-([\w-]+)\)", value):
        value = tokens[found[1]]
    digits = value.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return tuple(int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))


def _light(colour: tuple[float, float, float]) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(tokens: dict[str, str], one: str, other: str) -> float:
    """The contrast ratio of two tokens (WCAG 2.2)."""
    low, high = sorted((_light(_colour(tokens, one)), _light(_colour(tokens, other))))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("one", "other", "least"), PAIRS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_pair_of_colours_has_its_contrast(scheme, one, other, least):
    tokens = LIGHT if scheme == "light" else DARK
    assert contrast(tokens, one, other) >= least


def test_colour_values_stand_in_the_brand_layer_only():
    brand, _, rest = FIRST.partition("/* 2. common")
    assert re.search(r"#[0-9a-f]{3,6}", brand)
    assert not re.search(r":[^;{}]*#[0-9a-fA-F]{3,8}\b", rest + SECOND)


def test_the_contrast_of_black_on_white_is_twenty_one():
    tokens = {"a": "#000", "b": "#ffffff"}
    assert contrast(tokens, "a", "b") == pytest.approx(21)


def test_nothing_moves():
    for word in ("animation", "transition", "smooth", "@keyframes", "transform"):
        assert word not in CSS


def test_every_token_is_used_and_every_use_is_a_token():
    used = set(re.findall(r"var\(--ib-([\w-]+)\)", CSS))
    defined = set(re.findall(r"--ib-([\w-]+):", CSS))
    assert used == defined


def test_every_class_of_the_stylesheets_is_used_by_a_template_script_or_icon():
    house = Path(inbeeld.ui.__file__).parents[1]
    files = [
        *house.rglob("*.html"),
        *house.rglob("static/ui/*.js"),
        house / "ui/templatetags/ib.py",
    ]
    words = set(re.findall(r"[\w-]+", " ".join(file.read_text(encoding="utf-8") for file in files)))
    selectors = re.findall(r"([^{}]+)\{", re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL))
    classes = {name for text in selectors for name in re.findall(r"\.([a-zA-Z][\w-]*)", text)}
    assert classes - words == set()
