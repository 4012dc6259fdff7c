"""A chat file as every `inbeeld chat` command takes it, and what is told of it."""

from __future__ import annotations

import sys
from typing import Any

from inbeeld.chats import Chat, ChatError, SeveralConversations, Source, open_chat, read_text
from inbeeld.cli.shared import InputError

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
