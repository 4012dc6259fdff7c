"""`inbeeld monitor mapping`: a template, or questions that end in a mapping file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inbeeld.cli.shared import DONE, InputError, print_lines

if TYPE_CHECKING:
    from inbeeld.monitor.cells import Cells
    from inbeeld.monitor.mapping import FileForm

Ask = Callable[[str], str]

ABOUT = """\
A mapping says what the columns of one list mean. --template prints one with every key explained.
With a LIST each of its columns is shown with a proposal: Enter takes it, a word is another answer,
and - leaves the column out. Words of coded columns are shown too; names and dates never are.
"""
NO_TERMINAL = (
    "There is nobody to ask: this is no terminal. Run it in one, or fill in a template: "
    "`inbeeld monitor mapping --template`."
)


def add(verbs: Any) -> None:
    parser = verbs.add_parser(
        "mapping",
        help="what the columns of a list mean: a template, or questions",
        description=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("list", metavar="LIST", nargs="?", help="the list to ask about")
    parser.add_argument("--template", action="store_true", help="prints one, explained")
    parser.add_argument("--out", metavar="MAPPING.toml", help="the file to make")
    parser.add_argument("--encoding", default="utf-8", metavar="E", help="utf-8 or windows-1252")
    parser.add_argument("--sheet", metavar="NAME", help="the sheet of an Excel file")
    parser.add_argument("--header", default="1", metavar="ROW", help="the row with names; 1")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    from inbeeld.monitor.mapping import TEMPLATE  # noqa: PLC0415 (loads Arrow)

    if options.template:
        print_lines([TEMPLATE.rstrip()])
        return DONE
    if options.list is None or options.out is None:
        raise InputError("Give a LIST and --out FILE, or --template.")
    out = Path(options.out)
    if out.exists():
        raise InputError(f"{out.name} is there already. Nothing is written over.")
    if not sys.stdin.isatty():
        raise InputError(NO_TERMINAL)

    from inbeeld.monitor.cells import read_cells  # noqa: PLC0415
    from inbeeld.monitor.faults import MonitorFault  # noqa: PLC0415

    try:
        form = _form(options)
        cells = read_cells(Path(options.list), form)
        text = questions(cells, form, ask=input)
        out.write_text(text, encoding="utf-8")
    except MonitorFault as fault:
        raise InputError(str(fault)) from None
    except EOFError:
        raise InputError("The questions were broken off. Nothing was written.") from None
    print_lines(["", f"Written: {out.name}. Try it: `inbeeld monitor read LIST --mapping FILE`."])
    return DONE


def _form(options: argparse.Namespace) -> FileForm:
    from inbeeld.monitor.mapping import ENCODINGS, FileForm  # noqa: PLC0415

    if options.encoding not in ENCODINGS:
        raise InputError(f"--encoding must be one of: {', '.join(ENCODINGS)}.")
    if not (
        options.header.isdecimal() and options.header.isascii() and 0 < int(options.header) <= 100
    ):
        raise InputError("--header must be the number of a row, from 1 to 100.")
    return FileForm(encoding=options.encoding, sheet=options.sheet, header=int(options.header))


def questions(cells: Cells, form: FileForm, *, ask: Ask) -> str:
    """Asks about each column, and gives the text of a mapping file that was checked."""
    from inbeeld.monitor.mapping import mapping_of  # noqa: PLC0415
    from inbeeld.monitor.periods import read_period  # noqa: PLC0415
    from inbeeld.monitor.proposing import mapping_text  # noqa: PLC0415
    from inbeeld.monitor.records import COVARIATES  # noqa: PLC0415

    name = _until(ask, "A short name for this list, such as police: ", bool)
    period = _until(
        ask,
        "The year that is counted, such as 2026 or 2021-2025 (Enter: every row): ",
        lambda word: not word or read_period(word) is not None,
    )
    columns = dict(_columns(cells, ask))
    values = {}
    for field, column in columns.items():
        if field in COVARIATES:
            found = _codes(cells, field, cells.header.index(column), ask)
            if found:
                values[field] = found
    text = mapping_text(
        name=name, period=period or None, form=_file(form), columns=columns, values=values
    )
    mapping_of(text, "this mapping")
    return text


def _file(form: FileForm) -> dict[str, str | int]:
    said: dict[str, str | int] = {"encoding": form.encoding, "header": form.header}
    return said | ({"sheet": form.sheet} if form.sheet else {})


def _columns(cells: Cells, ask: Ask) -> Iterator[tuple[str, str]]:
    from inbeeld.monitor.mapping import FIELDS  # noqa: PLC0415
    from inbeeld.monitor.proposing import propose  # noqa: PLC0415

    print_lines(["", f"What is each column? One of: {', '.join(FIELDS)}; - leaves it out."])
    free = list(FIELDS)
    for one in propose(cells):
        proposed = one.field if one.field in free else None
        column = cells.header[one.column]
        answer = _until(
            ask,
            f"  {_shown(column)} [{proposed or '-'}]: ",
            lambda word: word in ("", "-", *free),
        )
        field = answer or proposed or "-"
        if field != "-":
            free.remove(field)
            yield field, column


def _codes(cells: Cells, field: str, column: int, ask: Ask) -> dict[str, list[str]]:
    from inbeeld.monitor.proposing import propose_code, words_in  # noqa: PLC0415
    from inbeeld.monitor.records import COVARIATES  # noqa: PLC0415

    codes = [str(code) for code in COVARIATES[field]]
    words = words_in(cells, column)
    if words is None:
        print_lines(
            [f"{field}: too many different words for a coded column. Add [values.{field}]."]
        )
        return {}
    print_lines(
        ["", f"{field}: what does each word mean? {', '.join(codes)}, unknown; - skips it."]
    )
    found: dict[str, list[str]] = {}
    known = {code.casefold() for code in codes}
    for word in words:
        if word.casefold() in known or any(
            word.casefold() == one.casefold() for ones in found.values() for one in ones
        ):
            continue
        proposed = propose_code(field, word)
        question = f"  {_shown(word)} [{proposed or '-'}]: "
        answer = _until(ask, question, lambda given: given in ("", "-", "unknown", *codes))
        code = answer or proposed or "-"
        if code != "-":
            found.setdefault(code, []).append(word)
    return found


def _until(ask: Ask, question: str, fits: Callable[[str], bool]) -> str:
    while True:
        answer = ask(question).strip()
        if fits(answer):
            return answer
        print_lines(["  That is none of them."])


def _shown(text: str) -> str:
    """What stands in a file must not steer the terminal."""
    return "".join(sign if sign.isprintable() else "?" for sign in text)[:60]
