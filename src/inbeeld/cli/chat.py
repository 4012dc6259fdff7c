"""`inbeeld chat`: what an exported chat file says. Nothing of it is kept or sent anywhere."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from inbeeld.chats import Source
from inbeeld.cli import chat_check, chat_stream
from inbeeld.cli.chat_file import note_lines, opened, source_dict
from inbeeld.cli.shared import DONE, common, print_json, print_lines, read_common
from inbeeld.knowledge import Lang
from inbeeld.knowledge.wording import shipped_words


def add(commands: Any) -> None:
    parser = commands.add_parser("chat", help="what an exported chat says")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)

    told = verbs.add_parser("read", help="who speaks in a chat, when, and what could not be read")
    told.add_argument("file", metavar="FILE", help="an exported chat, or - for standard input")
    told.add_argument("--conversation", metavar="NAME", help="which one, where there are several")
    common(told)
    told.set_defaults(run=run_read)
    chat_stream.add(verbs)
    chat_check.add(verbs)


def run_read(options: argparse.Namespace) -> int:
    as_json, lang = read_common(options)
    source = opened(options.file, options.conversation).source
    if as_json:
        print_json({"source": source_dict(source)})
    else:
        print_lines(source_lines(source, lang))
    return DONE


def source_lines(source: Source, lang: Lang) -> Iterator[str]:
    """The same to read on a terminal."""
    words = shipped_words()
    yield words["chat_read.format"][lang].format(format=source.format)
    yield words["chat_read.messages"][lang].format(count=source.messages)
    yield words["chat_read.system"][lang].format(count=source.system)
    if source.speakers:
        yield words["chat_read.speakers"][lang].format(names=", ".join(source.speakers))
    else:
        yield words["chat_read.nobody"][lang]
    if source.first and source.last:
        yield words["chat_read.between"][lang].format(
            first=source.first.isoformat(" ", "minutes"), last=source.last.isoformat(" ", "minutes")
        )
    else:
        yield words["chat_read.no_times"][lang]
    if source.skipped:
        yield words["chat_read.skipped"][lang].format(count=source.skipped)
    yield from note_lines(source, lang)
