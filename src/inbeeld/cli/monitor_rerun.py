"""`inbeeld monitor rerun`: the same numbers again, from a run record and the same inputs."""

from __future__ import annotations

import argparse
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inbeeld.cli.shared import (
    DOES_NOT_HOLD,
    DONE,
    InputError,
    common,
    print_lines,
    read_common,
)

if TYPE_CHECKING:
    from inbeeld.monitor.runs import Difference, Run

SHOWN = 20
YEAR_OR_NOTHING = re.compile(r"(?:[0-9]{4}=)?")
ABOUT = """\
Does again what --record FILE wrote down, with inputs that are found by what is in them, whatever
they are called. Prints what that command prints. Ends with 1 and says which numbers differ where
they are not the same, to the ninth digit. Files that the command writes are thrown away.
"""


def add(verbs: Any) -> None:
    parser = verbs.add_parser(
        "rerun",
        help="the same numbers again, from a run record",
        description=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("run_record", metavar="RECORD.json", help="what --record wrote")
    parser.add_argument("--inputs", default=".", metavar="FOLDER", help="where the inputs are")
    common(parser)
    parser.set_defaults(run=run, verbs=verbs)


def run(options: argparse.Namespace) -> int:
    read_common(options)

    from inbeeld.monitor.faults import RunFault  # noqa: PLC0415
    from inbeeld.monitor.runs import differences, find_inputs, read_run  # noqa: PLC0415

    try:
        then = read_run(Path(options.run_record))
        inputs = find_inputs(then, Path(options.inputs))
        with tempfile.TemporaryDirectory() as folder:
            kept = Path(folder) / "record.json"
            words = [*_words(then, options, inputs, Path(folder)), f"--record={kept}"]
            again = _parsed(then, options, words)
            code: int = again.run(again)
            found = differences(then, read_run(kept)) if code == DONE else []
    except RunFault as fault:
        raise InputError(str(fault)) from None
    if code != DONE:
        return code
    if found:
        print_lines(_said(found, then))
    return DOES_NOT_HOLD if found else DONE


def _parsed(then: Run, options: argparse.Namespace, words: list[str]) -> argparse.Namespace:
    positionals = [word for word in words if not word.startswith("--")]
    others = [word for word in words if word.startswith("--")]
    asked = [*others, f"--format={options.format}", f"--lang={options.lang}", "--", *positionals]
    parser = _parser(then, options)
    found = parser.parse_args(asked)
    found.verb = then.verb
    return found


def _parser(then: Run, options: argparse.Namespace) -> argparse.ArgumentParser:
    """The parser of a verb that knows `--record`: others may write or destroy, and never run again."""
    parser: argparse.ArgumentParser | None = options.verbs.choices.get(then.verb)
    if parser is None or not any(one.dest == "record" for one in _actions(parser)):
        raise InputError("The run record is of a command that cannot be run again.")
    return parser


def _words(
    then: Run, options: argparse.Namespace, inputs: list[Path], folder: Path
) -> Iterator[str]:
    """The options of then as they would be typed, with the files of now."""
    parser = _parser(then, options)
    known = {action.dest: action for action in _actions(parser)}
    for name, value in then.options.items():
        action = known.get(name)
        if action is None:
            raise InputError("The run record has an option that this version does not know.")
        for number, one in enumerate(value if isinstance(value, list) else [value]):
            if one is None or one is False:
                continue
            text = _text(one, inputs, folder / f"{name}-{number}")
            if not action.option_strings:
                yield text if not text.startswith("--") else f"./{text}"
            elif one is True:
                yield action.option_strings[-1]
            else:
                yield f"{action.option_strings[-1]}={text}"


def _actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    return parser._actions


def _text(value: Any, inputs: list[Path], output: Path) -> str:
    if not isinstance(value, dict):
        return str(value)
    place = value.get("input")
    if isinstance(place, int) and 0 <= place < len(inputs):
        up, before = value.get("up", 0), value.get("before", "")
        if not isinstance(up, int) or not 0 <= up < 4 or not YEAR_OR_NOTHING.fullmatch(str(before)):
            raise InputError(
                "The run record names a file in a way that this version does not know."
            )
        return str(before) + str([inputs[place], *inputs[place].absolute().parents][up])
    ending = value.get("output")
    if isinstance(ending, str) and len(ending) < 20 and "/" not in ending:
        return str(output) + ending
    raise InputError("The run record names a file that is not among its inputs.")


def _said(found: list[Difference], then: Run) -> list[str]:
    from inbeeld.monitor.runs import PACKAGES, versions  # noqa: PLC0415

    lines = [f"{len(found)} numbers are not the same as then:"]
    lines += [f"  {one.name}: then {one.then}, now {one.now}" for one in found[:SHOWN]]
    now = versions()
    other = [name for name in PACKAGES if then.packages.get(name) != now[name]]
    if other:
        lines.append(f"Of another version than then: {', '.join(other)}.")
    return lines
