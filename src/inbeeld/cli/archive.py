"""`inbeeld archive screen`: what a whole archive of conversations shows, on a legal ground.

Arrow and the progress bar are only loaded when an archive is read: other commands start without them.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inbeeld.cli.shared import (
    DOES_NOT_HOLD,
    DONE,
    InputError,
    common,
    print_json,
    print_lines,
    read_common,
    whole,
)
from inbeeld.knowledge import Lang, shipped
from inbeeld.knowledge.wording import shipped_words

if TYPE_CHECKING:
    from inbeeld.archive.manifest import Manifest
    from inbeeld.archive.nouns import Job, Progress

GROUND = "the legal ground on which these messages are read; stands in all that is written"
TITLES = {"spreading": "archive.spreading", "screening": "archive.screening"}
ABOUT = """\
Reads Parquet or JSONL (a file, or a folder of them) with the columns conversation, time, speaker and
text, and writes to OUT what was found: tables in Parquet and manifest.json, never the text of a
message. Until an archive is read whole, its text stands in OUT/.busy, for this user only. The same
command goes on where an earlier one stopped. Who may do this, and what it is under the law:
docs/ai-act.md.
"""


def add(commands: Any) -> None:
    parser = commands.add_parser("archive", help="what an archive of conversations shows")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    asked = verbs.add_parser("screen", help="look through a whole archive", description=ABOUT)
    asked.add_argument("source", metavar="IN", help="Parquet or JSONL: a file, or a folder of them")
    asked.add_argument("out", metavar="OUT", help="a new folder, or one of the same run before")
    rule_options(asked)
    asked.add_argument("--processes", default="2", metavar="N", help="how many read; 2 if left out")
    asked.add_argument("--buckets", metavar="N", help="how many parts; follows from the size")
    asked.add_argument(
        "--spark", metavar="MASTER", help="on Apache Spark, such as local[2] or spark://host:7077"
    )
    common(asked)
    asked.set_defaults(run=run)


def rule_options(parser: argparse.ArgumentParser) -> None:
    """What every command asks that reads messages of others."""
    parser.add_argument("--ground", required=True, metavar="TEXT", help=GROUND)
    parser.add_argument(
        "--rules", action="append", default=[], metavar="FOLDER", help="more rules, from a folder"
    )


def read_ground(options: argparse.Namespace) -> str:
    ground: str = options.ground.strip()
    if not ground:
        raise InputError(
            "--ground is empty. Say on what legal ground these messages are read: see docs/ai-act.md."
        )
    return ground


def run(options: argparse.Namespace) -> int:
    as_json, lang = read_common(options)
    ground = read_ground(options)
    processes = whole(options.processes, "--processes", 64, least=1)
    buckets = (
        None if options.buckets is None else whole(options.buckets, "--buckets", 100_000, least=1)
    )

    from inbeeld.archive.faults import ArchiveFault  # noqa: PLC0415 (loads Arrow)
    from inbeeld.archive.nouns import Job  # noqa: PLC0415

    job = Job(
        source=Path(options.source),
        out=Path(options.out),
        ground=ground,
        packs=tuple(Path(one).absolute() for one in options.rules),
        processes=processes,
        buckets=buckets,
    )
    try:
        done = _on_spark(job, options.spark) if options.spark else _here(job, lang)
    except ArchiveFault as fault:
        raise InputError(str(fault)) from None
    except KeyboardInterrupt:
        print("Stopped. The same command goes on where this one stopped.", file=sys.stderr)
        return DOES_NOT_HOLD
    if as_json:
        print_json(done.as_dict())
    else:
        print_lines(as_text(done, job.out, lang))
    return DONE


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _here(job: Job, lang: Lang) -> Manifest:
    from inbeeld.archive.run import screen_archive  # noqa: PLC0415 (loads Arrow)

    return screen_archive(job, clock=_now, tell=progress(lang))


def _on_spark(job: Job, master: str) -> Manifest:
    from inbeeld.archive.spark import screen_archive_on_spark  # noqa: PLC0415 (loads Arrow)

    return screen_archive_on_spark(job, master, clock=_now)


def progress(lang: Lang) -> Progress:
    """A bar with the time left, on a terminal; nothing elsewhere."""
    from inbeeld.archive.nouns import quiet  # noqa: PLC0415 (loads Arrow)

    if not sys.stderr.isatty():
        return quiet
    from tqdm import tqdm  # noqa: PLC0415 (only where there is a bar)

    words = shipped_words()
    bars: dict[str, tqdm[Any]] = {}

    def tell(stage: str, done: int, total: int) -> None:
        if stage not in bars:
            for earlier in bars.values():
                earlier.close()
            title = words[TITLES[stage]][lang]
            bars[stage] = tqdm(desc=title, total=total, initial=done, unit_scale=True)
        bar = bars[stage]
        bar.total = total
        bar.update(done - bar.n)
        if done == total:
            bar.close()

    return tell


def as_text(done: Manifest, out: Path, lang: Lang) -> Iterator[str]:
    """What came of it, in figures about the archive, none about a person."""
    words = shipped_words()
    tally = done.tally
    yield words["archive.done"][lang].format(
        messages=tally.messages, conversations=tally.conversations, findings=tally.findings
    )
    for outcome, text in shipped().outcomes.items():
        yield f"- {outcome} ({text.title[lang]}): {tally.outcomes[outcome]}"
    yield words["archive.not_safe"][lang]
    yield f"{words['archive.ground'][lang]}: {done.ground}"
    yield f"{words['archive.rules'][lang]}: {done.rules}"
    yield f"{words['archive.checksum'][lang]}: {done.checksum}"
    yield words["archive.where"][lang].format(folder=out)
