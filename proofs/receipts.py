"""Guessing receipts tells nothing: invented numbers cost nothing, and all others cost the same.

Four kinds are tried in random order, each through the whole site in this process: numbers that nobody
gave out, numbers whose report was deleted, numbers that were made and never used, and wrong words for a
living receipt. How often the words are hashed is counted, and each try is timed.
"""

from __future__ import annotations

import enum
import random
import secrets
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from unittest.mock import patch

from proofs.frame import Figure, Number, Proof, Run, prove, say
from proofs.inside import Inside, prepared
from proofs.reporter import Receipt

EACH = 5  # receipts of each kind


class Kind(enum.StrEnum):
    """What is tried."""

    INVENTED = "invented number"
    DELETED = "deleted report"
    NEVER_USED = "number never used"
    WRONG_WORDS = "wrong words"


ALIKE = (Kind.DELETED, Kind.NEVER_USED, Kind.WRONG_WORDS)


def measured(run: Run) -> Figure:
    prepared(run, words_a_second=1000, drafts_a_minute=100_000)
    say("Settings: INBEELD_WORDS_A_SECOND=1000, so that the door for tries adds no waiting.")
    numbers, most = _numbers(), run["percent"] / 100
    took: dict[Kind, list[float]] = {kind: [] for kind in Kind}
    hashed = dict.fromkeys(Kind, 0)
    for _ in range(run["rounds"]):
        with _counted() as count, _constant_cost(off=run.broken):
            _try_all(numbers, run["tries"], took, hashed, count)
        if _apart(took) < most:
            break
    for kind in Kind:
        say(
            f"{kind}: {len(took[kind])} tries, words hashed {hashed[kind]} times, "
            f"median {statistics.median(took[kind]) * 1000:.3f} ms"
        )
    apart, once = _apart(took), all(hashed[kind] == len(took[kind]) for kind in ALIKE)
    return Figure(
        apart < most and once and hashed[Kind.INVENTED] == 0,
        f"invented numbers were hashed {hashed[Kind.INVENTED]} times in {len(took[Kind.INVENTED])} "
        f"tries; deleted, never used and wrong words differ by {apart:.2%} of the median.",
    )


def _numbers() -> Mapping[Kind, list[str]]:
    """Numbers of each kind; those of deleted reports are gone from the database."""
    from inbeeld.site import reporting
    from inbeeld.store.models import Receipt as Row
    from inbeeld.store.models import Report
    from inbeeld.vault.named import CheckKey
    from inbeeld.vault.receipts import new_locator, shown

    reporter = Inside()
    living = [reporter.report().number for _ in range(EACH)]
    deleted = [reporter.report().number for _ in range(EACH)]
    gone = [number.replace("-", "") for number in deleted]
    Report.objects.filter(id__in=Row.objects.filter(locator__in=gone).values("report_id")).delete()
    foreign = CheckKey(secrets.token_bytes(32))
    return {
        Kind.INVENTED: [shown(new_locator(foreign)) for _ in range(EACH)],
        Kind.DELETED: deleted,
        Kind.NEVER_USED: [shown(new_locator(reporting.check_key())) for _ in range(EACH)],
        Kind.WRONG_WORDS: living,
    }


def _try_all(
    numbers: Mapping[Kind, list[str]],
    tries: int,
    took: Mapping[Kind, list[float]],
    hashed: dict[Kind, int],
    count: Callable[[], int],
) -> None:
    """`tries` of each kind, one of each by turns in random order: whatever else runs falls on all."""
    from inbeeld.knowledge.receipt_words import receipt_words
    from inbeeld.knowledge.words import Lang
    from inbeeld.vault.receipts import new_words

    reporter, chance = Inside(), random.Random(7)
    order = [kind for _ in range(tries) for kind in chance.sample(list(Kind), len(Kind))]
    known = receipt_words(Lang.NL)
    for kind in order:
        words = new_words(known).reveal().decode()
        receipt = Receipt(chance.choice(numbers[kind]), words)
        before, since = count(), time.perf_counter()
        opened = reporter.open(receipt)
        took[kind].append(time.perf_counter() - since)
        hashed[kind] += count() - before
        assert opened is None


def _apart(took: Mapping[Kind, list[float]]) -> float:
    """How far the medians of the three kinds lie apart, as a share of the middle one."""
    medians = sorted(statistics.median(took[kind]) for kind in ALIKE)
    return (medians[-1] - medians[0]) / medians[1]


@contextmanager
def _counted() -> Iterator[Callable[[], int]]:
    """Counts each time that Argon2id is computed to open something."""
    from inbeeld.vault import opening

    calls = 0
    stretched = opening.stretched

    def counting(*given, **named):
        nonlocal calls
        calls += 1
        return stretched(*given, **named)

    with patch.object(opening, "stretched", counting):
        yield lambda: calls


@contextmanager
def _constant_cost(*, off: bool) -> Iterator[None]:
    """Switched off, a number without a receipt is answered at once."""
    from inbeeld.site.views import letters
    from inbeeld.vault.errors import CannotOpen

    whole = letters.open_receipt

    def early(locator, words, stored, check):
        if stored is None:
            raise CannotOpen("There is no such receipt.")
        return whole(locator, words, stored, check)

    with patch.object(letters, "open_receipt", early if off else whole):
        yield


PROOF = Proof(
    name="receipts",
    does="tries receipts that open nothing, and compares what each kind costs.",
    breaks="constant cost is off: where there is no receipt, the answer comes early",
    run=measured,
    numbers={
        "percent": Number(5, 5, "the kinds may differ by less than so much of the median"),
        "tries": Number(1000, 1000, "so many tries of each kind"),
        "rounds": Number(3, 3, "go on up to so many times as many tries, on a busy machine"),
    },
    databases=("sqlite",),
)

if __name__ == "__main__":
    sys.exit(prove(PROOF))
