"""`inbeeld demo`, `inbeeld staff`, `inbeeld setup reporting`: who reads, before anything is taken in."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from inbeeld.cli import people, postgres
from inbeeld.cli.asking import office, password, twice
from inbeeld.cli.serve import data_folder
from inbeeld.cli.shared import DONE, InputError
from inbeeld.desk.ready import FILE, read_setup, readiness
from inbeeld.knowledge import load
from inbeeld.knowledge.wording import shipped_words
from inbeeld.knowledge.words import Lang

NOT_YET = 1
ASKED = ("operator", "address", "hours_nl", "hours_en", "dpia_on", "dpia_owner", "ground")


def add(commands: Any) -> None:
    demo = commands.add_parser("demo", help="fill an empty data folder with invented reports")
    demo.set_defaults(run=_demo)
    staff = commands.add_parser("staff", help="the people who read reports, and their keys")
    kinds = staff.add_subparsers(dest="kind", metavar="KIND", required=True)
    new = kinds.add_parser("add", help="a new member, with a key under a password of their own")
    new.add_argument("name")
    new.set_defaults(run=_add)
    give = kinds.add_parser("give", help="give a member the keys that another has")
    give.add_argument("name")
    give.add_argument("--by", required=True, metavar="NAME", help="who gives them, and is asked")
    give.set_defaults(run=_give)
    people.add(kinds)
    setup = commands.add_parser("setup", help="what must be there before reports are taken in")
    parts = setup.add_subparsers(dest="part", metavar="PART", required=True)
    reporting = parts.add_parser("reporting", help="who answers for reading, and what is lacking")
    for name in ASKED:
        reporting.add_argument(f"--{name.replace('_', '-')}", metavar="TEXT", default=None)
    reporting.add_argument("--lang", choices=[one.value for one in Lang], default=Lang.NL.value)
    reporting.set_defaults(run=_setup)
    postgres.add(parts)


def _demo(options: argparse.Namespace) -> int:  # noqa: ARG001
    made = office(data_folder(), "demo")
    print("DEMONSTRATIE: niemand leest dit. DEMONSTRATION: nobody reads this.")
    for name, key in made["staff"]:
        print(f"  {name}: {key}")
    for number, words in made["receipts"]:
        print(f"  {number}  {words}")
    print("Start it with: inbeeld serve")
    return DONE


def _add(options: argparse.Namespace) -> int:
    folder = data_folder()
    given = twice(f"A password for {options.name} (14 signs or more): ")
    made = office(folder, "add", options.name, said=given)
    print(f"{made['name']} has a key. A lost password is a lost key: nobody can reset it.")
    if made["shares"]:
        print("Recovery shares: give each to another person, on paper. They are shown once.")
        for number, share in enumerate(made["shares"], start=1):
            print(f"  {number}. {share}")
    return DONE


def _give(options: argparse.Namespace) -> int:
    folder = data_folder()
    given = password(f"The password of {options.by}: ")
    made = office(folder, "give", options.name, "--by", options.by, said=given)
    print(f"{options.name} got {made['given']} keys from {options.by}.")
    return DONE


def _setup(options: argparse.Namespace) -> int:
    """Keeps what was given, and says what is still lacking."""
    folder = data_folder()
    held = read_setup(folder)
    if held is not None and held.demo:
        raise InputError("This data folder is a demonstration. Use another one for real reports.")
    row = {name: getattr(options, name) for name in ASKED if getattr(options, name) is not None}
    if row:
        import tomlkit  # noqa: PLC0415 (every command starts sooner without it)

        before = {name: getattr(held, name) for name in ASKED} if held else {}
        text = tomlkit.dumps(before | row)
        fresh = (folder / FILE).with_suffix(".new")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(folder / FILE)
    found = readiness(
        read_setup(folder),
        staff=office(folder, "readers")["readers"],
        unconfirmed=sum(
            route.public and route.confirmed_on is None for route in load().routes.values()
        ),
        today=dt.datetime.now(dt.UTC).date(),
    )
    words = shipped_words()
    if found.open:
        print(words["setup.open"][options.lang])
        return DONE
    print(words["setup.lacking"][options.lang])
    for lack in found.lacks:
        print(f"  - {words[f'setup.{lack}'][options.lang]}")
    return NOT_YET
