"""Writes the figures of the card of the estimates, docs/cards/monitor.md, as the commands print them.

    .venv/bin/python tools/monitor_card.py

Takes some minutes on a quiet machine. Run it after a change of a method, and look at what changed.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
CARD = ROOT / "docs" / "cards" / "monitor.md"
TABLES = "tests/estimate/tables"
RUNS = ("--runs", "1000", "--bootstrap", "1000", "--seed", "1")
TRIED = ("UKdat_5", "Kosovo")
OTHERS = (
    "--method", "stepwise,bic,graphs,aic2014,chao,coverage", "--runs", "200", "--bootstrap", "300",
    "--seed", "1",
)  # fmt: skip
UNITS = (
    f"{TABLES}/covariates_demo_units.csv.gz", "--lists", "R1,R2,R3,R4", "--covariates",
    "X1,X2,X3,X4", "--year", "Y", "--bootstrap", "200", "--seed", "1",
)  # fmt: skip


def printed(*words: str) -> dict:
    command = [sys.executable, "-m", "inbeeld.cli", "monitor", *words, "--format", "json"]
    done = subprocess.run(command, capture_output=True, check=True, text=True, cwd=ROOT)
    return json.loads(done.stdout)


def shown(*words: str) -> str:
    return f"`inbeeld monitor {' '.join(words)}`\n"


def coverage() -> str:
    lines = [shown("coverage", f"{TABLES}/UKdat_5.csv", *RUNS)]
    lines.append(
        "| table | truth | method | runs | bias | middle | error | 80 % held | 95 % held |"
    )
    lines.append("|---" * 9 + "|")
    for name in TRIED:
        found = printed("coverage", f"{TABLES}/{name}.csv", *RUNS)
        for one in found["methods"]:
            off = [f"{100 * one[key]:+.1f} %" for key in ("bias", "median_bias")]
            held = [f"{100 * held['hits'] / held['of']:.1f} %" for held in one["coverage"]]
            error = f"{100 * one['rmse']:.1f} %"
            row = [name, f"{found['truth']:,}", one["method"], one["runs"], *off, error, *held]
            lines.append(f"| {' | '.join(map(str, row))} |")
    return "\n".join(lines)


def others() -> str:
    words = (f"{TABLES}/UKdat_5.csv", *OTHERS)
    return beside(printed("coverage", *words), shown("coverage", *words))


def beside(found: dict, command: str) -> str:
    lines = [
        command,
        "| method | bias | middle | error | 80 % held | 95 % held |",
        "|---" * 6 + "|",
    ]
    for one in found["methods"]:
        off = [f"{100 * one[key]:+.1f} %" for key in ("bias", "median_bias")]
        held = [f"{100 * held['hits'] / held['of']:.0f} %" for held in one["coverage"]]
        error = f"{100 * one['rmse']:.1f} %"
        lines.append(f"| {' | '.join([one['method'], *off, error, *held])} |")
    return "\n".join(lines)


def people(number: float | None) -> str:
    return "nobody knows" if number is None else f"{number:,.0f}"


def groups() -> str:
    found = printed("covariates", *UNITS)
    bounds = ", ".join(
        f"{100 * one['level']:.0f} %: {people(one['low'])} to {people(one['high'])}"
        for one in found["intervals"]
    )
    every = {term for one in found["refused"] for term in map(tuple, one["terms"])}
    terms = ", ".join(" × ".join(term) for term in found["terms"])
    lines = [
        shown("covariates", *UNITS),
        f"- {found['estimate']:,.0f} people ({bounds}), {found['listed']:,} of them listed",
        f"- terms: {terms}; degree of the year: {found['degree']}",
    ]
    for one in found["refused"]:
        terms = set(map(tuple, one["terms"]))
        whole = len(terms) == len(every) and len(terms) > len(found["terms"]) + 1
        more = terms - set(map(tuple, found["terms"]))
        name = (
            f"all {len(terms)} terms of two" if whole else ", ".join(map(" × ".join, sorted(more)))
        )
        lines.append(f"- refused ({one['reason']}): the model with {name}")
    return "\n".join(lines)


PARTS = {
    "## How often an interval holds the truth": coverage,
    "### Every method": others,
    "## Groups and years": groups,
}


def main() -> None:
    card = CARD.read_text(encoding="utf-8")
    for heading, make in PARTS.items():
        # The figures stand between the mark and the next paragraph that is written by hand.
        pattern = re.compile(
            rf"(?ms)^({re.escape(heading)}\n.*?<!-- figures -->\n).*?(?=^<!-- end -->|^#|\Z)"
        )
        assert pattern.search(card), heading
        card = pattern.sub(lambda found, make=make: f"{found[1]}\n{make()}\n\n", card)
    CARD.write_text(card.rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
