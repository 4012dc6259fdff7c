"""Runs every proof on every database it knows: `make proofs`. Ends with 0 only where all hold."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys
from collections.abc import Iterator, Sequence

import proofs
from proofs.frame import Proof


def all_proofs() -> Iterator[Proof]:
    """Every module of this folder that has a `PROOF`."""
    for found in sorted(pkgutil.iter_modules(proofs.__path__), key=lambda one: one.name):
        proof = getattr(importlib.import_module(f"proofs.{found.name}"), "PROOF", None)
        if proof is not None:
            yield proof


def main(arguments: Sequence[str]) -> int:
    """Each proof is a process of its own. What is given here is given to each of them."""
    failed = []
    for proof in all_proofs():
        for database in proof.databases:
            name = f"{proof.name} on {database}"
            print(f"--- {name}", flush=True)
            command = [sys.executable, "-m", f"proofs.{proof.name}", "--database", database]
            if subprocess.run([*command, *arguments], check=False).returncode:
                failed.append(name)
    print(f"Does not hold: {', '.join(failed)}." if failed else "Every proof holds.")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
