"""Somebody who reports, over HTTP as a browser without scripts does, and keeps the receipt."""

from __future__ import annotations

import html
import http.client
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

HOST = "127.0.0.1"
FORM = "application/x-www-form-urlencoded"
FRONT = {"Content-Type": FORM, "Sec-Fetch-Site": "same-origin", "Accept-Encoding": "identity"}
Answers = Mapping[str, "str | list[str]"]
# By page, from 1. What is not here is skipped. Plain and invented.
STORY: Mapping[int, Answers] = {
    1: {"danger": "no"},
    2: {"who": "friend"},
    3: {"seen": "Er staat elke dag een auto.", "told": "Zij vertelde het.", "thought": "Raar."},
    9: {"safe": "contact", "how": "06 00000000"},
    10: {"named": "yes", "name": "Iemand"},
    11: {"consent": ["police", "veilig-thuis"]},
}
QUESTIONS = 12  # the page after them sends


class NotTaken(Exception):
    """The site answered something else than the next page; `status` says what."""

    def __init__(self, status: int, place: str) -> None:
        super().__init__(f"The site answered {status} at {place}.")
        self.status = status


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a reporter takes away."""

    number: str
    words: str


@dataclass(frozen=True, slots=True)
class Page:
    """An answer of the site."""

    status: int
    place: str  # where it leads, for a 303
    text: str


class Reporter:
    """One reporter with one line to the site. Nothing is ever sent twice by itself."""

    def __init__(self, port: int, *, lang: str = "", patience: float = 30) -> None:
        self.line = http.client.HTTPConnection(HOST, port, timeout=patience)
        self.lang = lang  # "" for Dutch, "/en" for English

    def begin(self) -> str:
        """The address of the first question."""
        return self._next(f"{self.lang}/post", {"step": "1"})

    def tell(self, story: Mapping[int, Answers] = STORY) -> str:
        """Goes through every question; the address of the last page."""
        here = self.begin()
        for number in range(1, QUESTIONS + 1):
            here = self.answer(here, story.get(number, {}))
        return here

    def answer(self, place: str, answers: Answers) -> str:
        """Answers one question, reads what comes next, and gives its address."""
        here = self._next(place, answers)
        page = self.get(here)
        if page.status != 200:
            raise NotTaken(page.status, "a question")
        return here

    def send(self, last: str) -> Receipt:
        """The receipt. NotTaken where there is none."""
        page = self.post(last, {})
        number = re.search(r'class="receipt-number"[^>]*>([^<]+)<', page.text)
        listed = re.search(r'class="words"[^>]*>(.*?)</ol>', page.text, re.DOTALL)
        words = re.findall(r"<li[^>]*>\s*([^<]+?)\s*</li>", listed[1]) if listed else []
        if page.status != 200 or number is None or not words:
            raise NotTaken(page.status, "the last page")
        return Receipt(html.unescape(number[1]).strip(), html.unescape(" ".join(words)))

    def report(self, story: Mapping[int, Answers] = STORY) -> Receipt:
        """A whole report."""
        return self.send(self.tell(story))

    def open(self, receipt: Receipt) -> str | None:
        """The address of the mailbox, or None where number and words open nothing."""
        page = self.post(f"{self.lang}/antwoord", {"n": receipt.number, "w": receipt.words})
        if page.status != 303:
            raise NotTaken(page.status, "the way back")
        return None if re.fullmatch(r"(/en)?/antwoord/\d", page.place) else page.place

    def get(self, place: str) -> Page:
        return self._asked("GET", place, None)

    def post(self, place: str, answers: Answers) -> Page:
        return self._asked("POST", place, urlencode(answers, doseq=True))

    def close(self) -> None:
        self.line.close()

    def _next(self, place: str, answers: Answers) -> str:
        page = self.post(place, answers)
        if page.status != 303:
            raise NotTaken(page.status, "a question")
        return page.place

    def _asked(self, method: str, place: str, body: str | None) -> Page:
        try:
            self.line.request(method, place, body, FRONT)
            answer = self.line.getresponse()
            text = answer.read().decode()
        except (OSError, http.client.HTTPException):
            self.line.close()
            raise
        return Page(answer.status, answer.headers.get("Location", ""), text)
