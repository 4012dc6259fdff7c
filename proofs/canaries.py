"""Texts that stand nowhere else, typed into every place where somebody can write."""

from __future__ import annotations

import http.client
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field

from proofs.desk import Hand
from proofs.frame import Run
from proofs.reporter import FRONT, HOST, QUESTIONS, Reporter
from proofs.served import PASSWORD

CHOSEN = {1: {"danger": "no"}, 9: {"safe": "contact"}, 10: {"named": "yes"}}


@dataclass
class Canaries:
    """What was written, and where: the number of a canary is its place in `texts`."""

    texts: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    kept: set[int] = field(default_factory=set)  # those that a report keeps for its readers
    read_by_staff: int = 0  # how many of these the pages of the desk showed

    def new(self, place: str, *, kept: bool = False) -> str:
        text = f"kx{secrets.token_hex(8)}"
        if kept:
            self.kept.add(len(self.texts))
        self.texts.append(text)
        self.places.append(place)
        return f"Er staat een auto, {text}."

    def secret(self, place: str, text: str) -> None:
        """Something that the site gave out or took and must not keep as it is."""
        self.texts.append(text)
        self.places.append(place)

    def counted(self) -> str:
        count = {place: self.places.count(place) for place in dict.fromkeys(self.places)}
        return ", ".join(f"{number} {place}" for place, number in count.items())


def typed(run: Run, port: int, hand: Hand, fields: dict[int, list[str]]) -> Canaries:
    """Reports, drafts, replaced answers, additions and all else, until there are enough canaries."""
    made = Canaries()
    made.secret("in a password of staff", PASSWORD)
    reporter = Reporter(port)
    while len(made.texts) < run["canaries"]:
        last = _told(reporter, made, fields)
        receipt = reporter.send(last)
        made.secret("as the words of a receipt", receipt.words)
        made.secret("as the name of a draft", last.split("/")[-2])
        mailbox = reporter.open(receipt)
        assert mailbox is not None
        made.secret("as the name of an open mailbox", mailbox.rpartition("/")[2][:400])
        for asked in _requests(made):
            assert reporter.post(mailbox, asked).status == 303
        _refused(reporter, made, port, mailbox)
        _draft(reporter, made, fields)
    reporter.close()
    if not run.broken:  # what was not sealed the desk cannot open
        _by_staff(made, hand)
    return made


def _told(reporter: Reporter, made: Canaries, fields: dict[int, list[str]]) -> str:
    """A whole report, with one answer that was replaced; the address of its last page."""
    here = reporter.begin()
    for number in range(1, QUESTIONS + 1):
        if number == 3:
            here_again = here
            reporter.answer(here, {"seen": made.new("in answers that were replaced")})
            here = here_again
        given = {name: made.new("in answers", kept=True) for name in fields[number]}
        here = reporter.answer(here, {**CHOSEN.get(number, {}), **given})
    return here


def _draft(reporter: Reporter, made: Canaries, fields: dict[int, list[str]]) -> None:
    """A draft that is left behind."""
    here = reporter.answer(reporter.begin(), CHOSEN[1])
    here = reporter.answer(here, {})
    reporter.answer(here, {name: made.new("in drafts") for name in fields[3]})


def _requests(made: Canaries) -> Iterator[dict[str, str]]:
    yield {"k": "add", "t": made.new("in additions", kept=True)}
    # A choice is no text; what a changed page sends along with it is dropped.
    yield {"k": "consent", "p": "police", "t": made.new("beside consent")}
    yield {"k": "delete", "t": made.new("beside deletion")}
    yield {"k": "keep"}


def _refused(reporter: Reporter, made: Canaries, port: int, mailbox: str) -> None:
    """What the site does not take: it stands nowhere either, in no log and no temporary file."""
    wrong = {"danger": made.new("in what was refused")}
    assert reporter.post(reporter.begin(), wrong).status == 400
    assert reporter.get(f"/antwoord/{made.new('in addresses')[-19:-1]}").status in (404, 410)
    assert reporter.post("/antwoord", {"n": made.new("as numbers"), "w": "een twee"}).status == 303
    made_up = {"n": "", "w": made.new("as wrong words")}
    assert reporter.post("/antwoord", made_up).status == 303
    line = http.client.HTTPConnection(HOST, port, timeout=30)
    text = made.new("in files that were refused")
    body = (
        f'--b\r\nContent-Disposition: form-data; name="t"; filename="{text}"\r\n\r\n{text}\r\n--b--'
    )
    front = FRONT | {"Content-Type": "multipart/form-data; boundary=b"}
    line.request("POST", mailbox, body.encode(), front)
    assert line.getresponse().status in (400, 413, 415)
    line.close()


def _by_staff(made: Canaries, hand: Hand) -> None:
    """Staff open each report on the desk's pages, and write a letter and a note."""
    from inbeeld.store.models import Report

    for report in Report.objects.filter(receipt__isnull=False).values_list("id", flat=True):
        read = hand.read(report)
        made.read_by_staff += sum(made.texts[number] in read for number in made.kept)
        hand.write(report, "letter", made.new("in letters of staff"))
        hand.write(report, "note", made.new("in notes of staff"))
    made.secret("as the secret of a second factor", hand.secret)
    made.secret("as the cookie that opens a key", hand.key)
