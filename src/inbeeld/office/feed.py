"""The same as the mail, for who reads feeds: that something is new and since which hour, no more.

A feed reader has no password, so its address holds a secret of this installation.
"""

from __future__ import annotations

import hashlib
import hmac
import uuid
from pathlib import Path
from xml.etree import ElementTree

from inbeeld.knowledge.wording import shipped_words
from inbeeld.knowledge.words import Lang
from inbeeld.office.news import News, sentence
from inbeeld.store import keyfiles

ATOM = "http://www.w3.org/2005/Atom"
TYPE = "application/atom+xml; charset=utf-8"
NEVER = "1970-01-01T00:00:00+00:00"


def feed_token(data: Path) -> str:
    """The secret part of the feed's address, made once for each installation."""
    return hashlib.sha256(b"inbeeld feed" + keyfiles.feed_key(data)).hexdigest()


def opens_feed(given: str, data: Path) -> bool:
    """Whether an address holds the secret. It takes as long for a wrong one."""
    return hmac.compare_digest(given.encode(), feed_token(data).encode())


def news_feed(news: News, *, token: str, lang: Lang = Lang.NL) -> bytes:
    """An Atom document with at most one entry."""
    title = shipped_words()["news.new"][lang]
    owner = uuid.uuid5(uuid.NAMESPACE_OID, hashlib.sha256(token.encode()).hexdigest())
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed")
    _parts(feed, title="InBeeld", id=owner.urn, updated=news.newest or NEVER)
    author = ElementTree.SubElement(feed, f"{{{ATOM}}}author")
    _parts(author, name="InBeeld")
    if news.newest:
        entry = ElementTree.SubElement(feed, f"{{{ATOM}}}entry")
        label = uuid.uuid5(owner, news.newest).urn
        _parts(
            entry, title=title, id=label, updated=news.newest, summary=sentence(news.newest, lang)
        )
    return ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)


def _parts(above: ElementTree.Element, **texts: str) -> None:
    for name, text in texts.items():
        ElementTree.SubElement(above, f"{{{ATOM}}}{name}").text = text
