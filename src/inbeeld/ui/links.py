"""Addresses of pages and telephones."""

from __future__ import annotations

from inbeeld.knowledge.words import Lang


def page_url(path: str, lang: str) -> str:
    """A neutral path as an address: Dutch at the root, English below /en/."""
    head = "/en/" if lang == Lang.EN else "/"
    return f"{head}{path}"


def telephone(number: str) -> str:
    """A `tel:` link: digits only, so that a phone can dial it."""
    return "tel:" + "".join(sign for sign in number if sign.isdigit() or sign == "+")
