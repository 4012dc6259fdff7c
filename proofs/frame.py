"""What every proof has in common: its command line, what it prints, and when it holds.

A proof says what it does and on which database, then what it sees, and the figure in its last line. It
ends with 0 only where the figure holds. With `--break` what protects is switched off: then it must not
hold, or it would prove nothing.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

HOLDS, DOES_NOT_HOLD = 0, 1
DATABASES = ("sqlite", "postgres")


class CannotStart(Exception):
    """What a proof needs did not start; the message says what, in one sentence."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that a proof can be given: as it is without more, and with `--full`."""

    usual: int
    full: int
    says: str
    least: int = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, in one sentence, and whether the promise holds."""

    holds: bool
    says: str


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a proof: its choices, a folder of its own, and what the database asks of processes."""

    database: str
    full: bool
    broken: bool
    numbers: Mapping[str, int]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        """The data folder of the site that is measured."""
        return self.folder / "data"

    def __getitem__(self, number: str) -> int:
        return self.numbers[number]


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof as its command shows it. `breaks` says what `--break` switches off."""

    name: str
    does: str
    breaks: str
    run: Callable[[Run], Figure]
    numbers: Mapping[str, Number] = field(default_factory=dict)
    databases: Sequence[str] = DATABASES


def prove(proof: Proof, arguments: Sequence[str] | None = None) -> int:
    """Runs a proof as its command does, and returns the code to exit with."""
    options = _parser(proof).parse_args(arguments)
    numbers = {
        name: getattr(options, name) or (number.full if options.full else number.usual)
        for name, number in proof.numbers.items()
    }
    say(f"{proof.name}: {proof.does}")
    if options.broken:
        say(f"Broken on purpose: {proof.breaks}.")
    since = time.monotonic()
    try:
        with (
            tempfile.TemporaryDirectory(
                prefix="inbeeld-proof-", ignore_cleanup_errors=True
            ) as made,
            database(options.database, Path(made)) as environment,
        ):
            run = Run(
                options.database, options.full, options.broken, numbers, Path(made), environment
            )
            figure = proof.run(run)
    except CannotStart as reason:
        say(str(reason))
        return DOES_NOT_HOLD
    say(f"It took {time.monotonic() - since:.0f} s.")
    say(f"{'Holds' if figure.holds else 'Does not hold'}: {figure.says}")
    return HOLDS if figure.holds else DOES_NOT_HOLD


@contextlib.contextmanager
def database(kind: str, folder: Path) -> Iterator[Mapping[str, str]]:
    """The database of a run, started where it needs starting. CannotStart where it cannot be."""
    data = folder / "data"
    data.mkdir()
    os.environ["INBEELD_DATA"] = str(data)
    for name in ("INBEELD_KEYS", "INBEELD_DATABASE", "INBEELD_DATABASE_PUBLIC"):
        os.environ.pop(name, None)  # what somebody works on is never measured
    if kind == "sqlite":
        import sqlite3

        say(f"Database: SQLite {sqlite3.sqlite_version}, in the data folder.")
        yield {}
        return
    try:
        from proofs import postgres
    except ImportError as missing:
        raise CannotStart(
            f"PostgreSQL cannot be started: {missing.name} is missing. Install the extra [proofs]."
        ) from None
    with postgres.started(folder) as server:
        say(f"Database: PostgreSQL {server.version}, with a role for each process.")
        os.environ.update(server.environment)
        yield server.environment


def say(text: str) -> None:
    """A line for whoever watches, at once."""
    print(text, flush=True)


def _parser(proof: Proof) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"python -m proofs.{proof.name}", description=proof.does)
    parser.add_argument("--database", choices=proof.databases, default=proof.databases[0])
    parser.add_argument("--full", action="store_true", help="the large numbers")
    parser.add_argument(
        "--break", dest="broken", action="store_true", help=f"{proof.breaks}: it must not hold"
    )
    for name, number in proof.numbers.items():
        parser.add_argument(
            f"--{name.replace('_', '-')}",
            type=_at_least(number.least),
            metavar="N",
            help=f"{number.says} ({number.usual}; with --full {number.full})",
        )
    return parser


def _at_least(least: int) -> Callable[[str], int]:
    def number(given: str) -> int:
        if not given.isdecimal() or int(given) < least:
            raise argparse.ArgumentTypeError(f"must be a whole number of at least {least}")
        return int(given)

    return number
