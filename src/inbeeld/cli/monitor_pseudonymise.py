"""`inbeeld monitor pseudonymise`: tokens in the place of names, made where the names are."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from inbeeld.cli.monitor_read import read_named
from inbeeld.cli.monitor_records import add_record, keep_record
from inbeeld.cli.shared import DONE, InputError, common, print_json, print_lines, read_common
from inbeeld.knowledge.wording import shipped_words

ABOUT = """\
Run this where the names are; only OUT.parquet leaves. It holds a token for first name, last name
(as written, and as it sounds in Dutch), date of birth and its parts, sex and municipality, each
with a key of its own, and the coded columns. The key is one of the period of the list:
`inbeeld monitor key new` makes it, `inbeeld monitor key destroy` ends it after linking. Tokens are
still personal data.
"""


def add(verbs: Any) -> None:
    parser = verbs.add_parser(
        "pseudonymise",
        help="tokens in the place of names, made where the names are",
        description=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("list", metavar="LIST", help="the list of one organisation")
    parser.add_argument("--mapping", metavar="MAPPING.toml", help="what its columns mean")
    parser.add_argument("--key-file", required=True, metavar="KEY", help="the key of the period")
    parser.add_argument("--out", required=True, metavar="OUT.parquet", help="where tokens go")
    add_record(parser)
    common(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    as_json, lang = read_common(options)
    out = Path(options.out)
    if out.exists():
        raise InputError(f"{out.name} is there already. Nothing is written over.")

    from inbeeld.monitor.faults import MonitorFault  # noqa: PLC0415
    from inbeeld.monitor.keys import read_key  # noqa: PLC0415
    from inbeeld.monitor.pseudonyms import pseudonymise  # noqa: PLC0415
    from inbeeld.monitor.records import write_list  # noqa: PLC0415
    from inbeeld.monitor.report import as_dict, as_lines  # noqa: PLC0415

    try:
        key = read_key(Path(options.key_file))
        found = read_named(options.list, options.mapping)
        write_list(pseudonymise(found.table, key), out)
    except MonitorFault as fault:
        raise InputError(str(fault)) from None
    said = as_dict(found.report)
    keep_record(options, said, inputs=("list", "mapping", "key_file"), outputs=("out",))
    if as_json:
        print_json(said)
    else:
        words = shipped_words()
        written = words["monitor_read.written"][lang].format(file=out.name)
        personal = words["monitor_read.still_personal"][lang]
        print_lines([*as_lines(found.report, lang), "", written, personal])
    return DONE
