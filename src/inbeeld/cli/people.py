"""`inbeeld staff`, beyond the first steps: who is there, who leaves, and passwords that are lost."""

from __future__ import annotations

import argparse
from typing import Any

from inbeeld.cli.asking import office, password, twice
from inbeeld.cli.serve import data_folder
from inbeeld.cli.shared import DONE


def add(kinds: Any) -> None:
    listed = kinds.add_parser("list", help="who is there, and who can read what comes in")
    listed.set_defaults(run=_list)
    leave = kinds.add_parser("leave", help="a member leaves: new keys for those who stay")
    leave.add_argument("name")
    leave.add_argument("--by", required=True, metavar="NAME", help="who has the keys, and is asked")
    leave.add_argument(
        "--last-two-known", action="store_true", help="also where fewer than two readers are left"
    )
    leave.set_defaults(run=_leave)
    change = kinds.add_parser("password", help="another password for the same key")
    change.add_argument("name")
    change.set_defaults(run=_change)
    renew = kinds.add_parser("renew", help="a new key for who lost the password")
    renew.add_argument("name")
    renew.set_defaults(run=_renew)
    recover = kinds.add_parser("recover", help="every key, with two of the three recovery shares")
    recover.add_argument("name")
    recover.set_defaults(run=_recover)
    feed = kinds.add_parser("feed", help="the secret address of the feed that tells of news")
    feed.set_defaults(run=_feed)


def _list(options: argparse.Namespace) -> int:  # noqa: ARG001
    found = office(data_folder(), "list")["people"]
    for one in found:
        state = f"left on {one['left']}" if one["left"] else "reads" if one["reads"] else "no keys"
        print(f"{one['name']}: {state}")
    if not found:
        print("There are no members yet. Begin with: inbeeld staff add NAME")
    return DONE


def _feed(options: argparse.Namespace) -> int:  # noqa: ARG001
    print(f"/desk/nieuws/{office(data_folder(), 'feed')['token']}")
    return DONE


def _leave(options: argparse.Namespace) -> int:
    folder = data_folder()
    given = password(f"The password of {options.by}: ")
    more = ("--last-two-known",) if options.last_two_known else ()
    made = office(folder, "leave", options.name, "--by", options.by, *more, said=given)
    print(f"{options.name} left. {made['groups']} groups have a new key, for those who stay.")
    print("Where they are signed in, their next step shows them the door.")
    return DONE


def _change(options: argparse.Namespace) -> int:
    folder = data_folder()
    old = password(f"The old password of {options.name}: ")
    new = twice("The new one (14 signs or more): ")
    office(folder, "password", options.name, said=f"{old}\n{new}")
    print(f"{options.name} has another password. The old one still opens copies of the database.")
    return DONE


def _renew(options: argparse.Namespace) -> int:
    folder = data_folder()
    new = twice(f"A new password for {options.name} (14 signs or more): ")
    made = office(folder, "renew", options.name, said=new)
    print(f"{options.name} has a new key and lost {made['lost']} keys of groups.")
    print("A second person gives them again: inbeeld staff give NAME --by OTHER")
    return DONE


def _recover(options: argparse.Namespace) -> int:
    folder = data_folder()
    shares = [password(f"Share {number} of 2: ") for number in (1, 2)]
    made = office(folder, "recover", options.name, said="\n".join(shares))
    print(f"{options.name} got {made['given']} keys from the recovery shares.")
    return DONE
