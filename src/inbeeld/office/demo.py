"""A demonstration: invented staff, reports, receipts and letters, where there is nothing real.

Every page of it says that nobody reads it. Names, places and accounts are invented.
"""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass
from pathlib import Path

import tomlkit

from inbeeld.desk.contents import Letter, LetterKind
from inbeeld.desk.ready import FILE, read_setup
from inbeeld.knowledge import load
from inbeeld.knowledge.reporting import load_reporting
from inbeeld.knowledge.words import Lang
from inbeeld.office import people
from inbeeld.office.opened import write_letter
from inbeeld.office.taking import take_in
from inbeeld.store import models
from inbeeld.vault.named import Password
from inbeeld.vault.receipts import shown

SETUP = {
    "operator": "Meldpunt Voorbeeld (demonstratie)",
    "address": "Voorbeeldstraat 1, 0000 AA Nergens",
    "hours_nl": "niemand, dit is een demonstratie",
    "hours_en": "nobody, this is a demonstration",
    "dpia_on": "",
    "dpia_owner": "",
    "ground": "",
    "demo": True,
}
STAFF = ("Demo Een", "Demo Twee")
# By question and field. Plain and short: nothing here happened to anyone.
REPORTS = (
    {
        "danger": {"danger": "no"},
        "who": {"who": "parent"},
        "known": {
            "seen": "Mijn zoon heeft opeens een tweede telefoon. Hij wordt vaak opgehaald met een auto.",
            "told": "Zijn zus zegt dat hij geld krijgt van iemand die hij niet noemt.",
            "thought": "Ik denk dat iemand hem dingen laat doen.",
        },
        "when-where": {"when": "Sinds september, op vrijdag.", "where": "Bij de sporthal."},
        "home": {"home": "no"},
        "consent": {"consent": "veilig-thuis"},
    },
    {
        "danger": {"danger": "unknown"},
        "who": {"who": "self"},
        "known": {"seen": "Iemand wil dat ik geld stuur. Anders stuurt hij iets rond."},
        "online": {"platform": "een game", "account": "voorbeeld_account"},
        "answer": {"safe": "code"},
        "hope": {"hope": "Dat het stopt."},
    },
    {
        "danger": {"danger": "no"},
        "who": {"who": "teacher"},
        "known": {
            "seen": "Een leerling zit niet meer bij haar vriendinnen en is vaak weg na de pauze."
        },
        "name": {"named": "yes", "name": "Een mentor"},
        "answer": {"safe": "contact", "how": "Via de school"},
    },
)


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What somebody needs to look around, shown once."""

    staff: tuple[tuple[str, str], ...]
    receipts: tuple[tuple[str, str], ...]


def fill(folder: Path, *, now: dt.datetime) -> Demonstration:
    """Fills an empty data folder. Refused where there is anything that may be real."""
    setup = read_setup(folder)
    real = models.Report.objects.exists() or models.Member.objects.exists()
    if setup is not None or (folder / FILE).exists() or real:
        raise people.Refused(
            "This data folder holds a set-up, members or reports already. A demonstration needs an "
            "empty one: name another in INBEELD_DATA."
        )
    (folder / FILE).write_text(tomlkit.dumps(SETUP), encoding="utf-8")
    passwords = [secrets.token_urlsafe(12) for _ in STAFF]
    for name, password in zip(STAFF, passwords, strict=True):
        people.add(name, Password(password.encode()), now=now)
    first = Password(passwords[0].encode())
    people.give(STAFF[1], by=STAFF[0], password=first, now=now)
    receipts = tuple(
        _report(folder, given, now - dt.timedelta(hours=5 * place))
        for place, given in enumerate(REPORTS)
    )
    return Demonstration(tuple(zip(STAFF, passwords, strict=True)), receipts)


def _report(folder: Path, given: dict[str, dict[str, str]], at: dt.datetime) -> tuple[str, str]:
    """One invented report, taken in as any other; its number and words."""
    answers = {
        name: {field: (text,) for field, text in values.items()} for name, values in given.items()
    }
    questions = load_reporting(load().routes).questions
    taken = take_in(answers, questions, data=folder, lang=Lang.NL, at=at)
    thanks = "Dank je wel dat je dit deelt. Dit is een demonstratie: niemand las het."
    write_letter(taken.report, Letter(at + dt.timedelta(hours=1), LetterKind.LETTER, text=thanks))
    return shown(taken.locator), taken.words.reveal().decode()
