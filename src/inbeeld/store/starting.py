"""What can be wrong with the database when a process starts, told in one sentence."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, ProgrammingError

from inbeeld.store.databases import WrongDatabase

WRONG_INPUT = 2


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turns a wrong address, or a database that is not there, into one sentence and exit code 2.

    What the database itself says is left out: it repeats names and addresses.
    """
    try:
        yield
    except WrongDatabase as fault:
        _stop(str(fault))
    except OperationalError:
        _stop("The database cannot be used: it does not answer, or it does not know us.")
    except ProgrammingError:
        _stop("The database cannot be used: its role may not make tables, or they are not ours.")


def _stop(reason: str) -> None:
    print(reason, file=sys.stderr)  # noqa: T201
    raise SystemExit(WRONG_INPUT) from None
