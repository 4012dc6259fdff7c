"""Makes ahead, when the package is built, what would make a command start slowly.

The files lie in `inbeeld/knowledge/built` and are read back only while they belong to the data files
beside them (`knowledge/prebuilt.py`), so a stale one is never used.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCE = Path(__file__).parent / "src"


class Prebuild(BuildHookInterface[Any]):
    """Runs before a wheel is made, and before an editable install."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 (its interface)
        sys.path.insert(0, str(SOURCE))
        try:
            # Only now can our own code be imported.
            from inbeeld.knowledge.chat_rules import load_chat_rules  # noqa: PLC0415
            from inbeeld.knowledge.loader import load, sources  # noqa: PLC0415
            from inbeeld.knowledge.prebuilt import keep  # noqa: PLC0415
            from inbeeld.knowledge.wording import load_words  # noqa: PLC0415
            from inbeeld.screen.screening import KEPT_AS, prebuilt_from, shipped_rulebook  # noqa: PLC0415
            from inbeeld.site import chat_script  # noqa: PLC0415

            known = load()
            keep("knowledge", sources(), known)
            keep("words", sources(), load_words())
            keep(KEPT_AS, prebuilt_from(), shipped_rulebook())
            scripts = chat_script.make(load_chat_rules(), known)
            keep(chat_script.KEPT_AS, chat_script.made_from(), scripts)
        finally:
            sys.path.remove(str(SOURCE))
        build_data["artifacts"].append("src/inbeeld/knowledge/built/*.pickle")
