"""A chat file as every `inbeeld chat` command takes it, and what is told of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from inbeeld.chats import Chat, ChatError, SeveralConversations, Source, open_chat, read_text
from inbeeld.cli.shared import InputError
from inbeeld.knowledge import Lang
from inbeeld.knowledge.wording import shipped_words

STANDARD_INPUT = "-"
MOST_TYPED = 64 * 1024 * 1024  # bytes of standard input, which stands in memory


def opened(file: str, conversation: str | None) -> Chat:
    """The chat in a file, or on standard input. Raises `InputError`."""
    try:
        if file != STANDARD_INPUT:
            return open_chat(file, conversation=conversation)
        data = sys.stdin.buffer.read(MOST_TYPED + 1)
        if len(data) > MOST_TYPED:
            raise InputError("There is too much on standard input. Give the name of the file.")
        return read_text(data, conversation=conversation)
    except SeveralConversations as error:
        raise InputError(f"{error} Use --conversation NAME.") from None
    except ChatError as error:
        raise InputError(str(error)) from None


def source_dict(source: Source) -> dict[str, Any]:
    """The source by `docs/schemas/chat-read.json`."""
    return {
        "format": source.format,
        "messages": source.messages,
        "system": source.system,
        "speakers": list(source.speakers),
        "first": source.first.isoformat() if source.first else None,
        "last": source.last.isoformat() if source.last else None,
        "skipped": source.skipped,
        "notes": [{"line": note.line, "what": str(note)} for note in source.notes],
    }


def note_lines(source: Source, lang: Lang) -> Iterator[str]:
    """What had to be decided for the file, or could not be read, to read on a terminal."""
    words = shipped_words()
    for note in source.notes:
        text = words[f"chat_note.{note.what.name.lower()}"][lang]
        if note.more:
            yield f"- {text} {words['chat_read.more'][lang].format(count=note.more)}"
        elif note.line is not None:
            yield f"- {words['chat_read.line'][lang].format(line=note.line)}: {text}"
        else:
            yield f"- {text}"
