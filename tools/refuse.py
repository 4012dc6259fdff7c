"""Adds words to the refusing list: one word a line on standard input, only hashes are written.

    python tools/refuse.py < words.txt

The words themselves belong nowhere in the project.
"""

from __future__ import annotations

import sys
from pathlib import Path

from inbeeld.knowledge.refuse import WORD, digest, fold

LIST = Path("src/inbeeld/knowledge/data/language/refused.txt")


def main() -> None:
    lines = LIST.read_text(encoding="ascii").splitlines()
    head = [line for line in lines if line.startswith("#")]
    before = {line for line in lines if line and not line.startswith("#")}
    words = [word.strip() for word in sys.stdin]
    after = before | {digest(fold(word)) for word in words if WORD.fullmatch(word)}
    LIST.write_text("\n".join([*head, *sorted(after)]) + "\n", encoding="ascii")
    print(f"{len(after) - len(before)} added, {len(after)} in all")


if __name__ == "__main__":
    main()
