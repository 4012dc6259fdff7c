"""`inbeeld knowledge`: what an editor does with the data files."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from inbeeld.cli import serve
from inbeeld.cli.shared import (
    DOES_NOT_HOLD,
    DONE,
    InputError,
    common,
    print_json,
    print_lines,
    read_common,
)
from inbeeld.knowledge import Lang, UnknownId, data_folder, load
from inbeeld.knowledge.audit import Remark, audit
from inbeeld.knowledge.confirm import confirm
from inbeeld.knowledge.language import Verdict, judge
from inbeeld.knowledge.pages import Page, load_site, page_texts


def add(commands: Any) -> None:
    parser = commands.add_parser("knowledge", help="check, confirm and preview the data files")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)

    listed = verbs.add_parser("audit", help="what is stale, thinly sourced or unconfirmed")
    listed.add_argument(
        "--release", action="store_true", help="exit 1 while a public route is unconfirmed or stale"
    )
    common(listed)
    listed.set_defaults(run=run_audit)

    noted = verbs.add_parser("confirm", help="note that you called, visited or read it yourself")
    noted.add_argument("id", metavar="ID", help="a help route or a law")
    noted.add_argument("--on", required=True, metavar="DATE", help="the day, such as 2026-11-23")
    noted.add_argument("--by", required=True, metavar="NAME", help="who called or visited")
    noted.set_defaults(run=run_confirm)

    shown = verbs.add_parser("preview", help="the pages with the language verdict, as you edit")
    shown.add_argument("page", nargs="?", metavar="PAGE", help="print one page and its verdict")
    serve.address_options(shown)
    common(shown)
    shown.set_defaults(run=run_preview)


def run_audit(options: argparse.Namespace) -> int:
    as_json, _ = read_common(options)
    remarks = audit(load(), today=dt.datetime.now(dt.UTC).date())
    if as_json:
        print_json([_remark(remark) for remark in remarks])
    else:
        print_lines(
            f"{'!' if remark.blocks else ' '} {remark.topic} {remark.id}: {remark.problem}: {remark.text}"
            for remark in remarks
        )
        waiting = sum(remark.blocks for remark in remarks)
        print(f"{len(remarks)} remarks, {waiting} of them (!) must be mended before a release.")
    blocked = options.release and any(remark.blocks for remark in remarks)
    return DOES_NOT_HOLD if blocked else DONE


def _remark(remark: Remark) -> dict[str, Any]:
    return {
        "topic": remark.topic,
        "id": remark.id,
        "problem": remark.problem,
        "text": remark.text,
        "blocks": remark.blocks,
    }


def run_confirm(options: argparse.Namespace) -> int:
    try:
        on = dt.date.fromisoformat(options.on)
    except ValueError:
        raise InputError("--on must be a date such as 2026-11-23.") from None
    today = dt.datetime.now(dt.UTC).date()
    path = confirm(data_folder(), options.id, on=on, by=options.by, today=today)
    load()  # a file that no longer loads must say so now, not at the next start
    print(f"{options.id}: confirmed on {on} by {options.by} in {path.name}.")
    return DONE


def run_preview(options: argparse.Namespace) -> int:
    as_json, lang = read_common(options)
    if options.page is None:
        return serve.start(options, preview=True)
    knowledge = load()
    site = load_site(knowledge)
    if options.page not in site.pages:
        raise UnknownId("page", options.page, site.pages)
    page = site.pages[options.page]
    verdict = judge(page_texts(page), longest=page.longest, where=page.id)
    if as_json:
        print_json(_verdict(page, verdict))
    else:
        print_lines([*_page_lines(page, lang), "", *_verdict_lines(verdict)])
    return DONE if verdict.good else DOES_NOT_HOLD


def _page_lines(page: Page, lang: Lang) -> list[str]:
    lines = [page.h1[lang], "", page.lead[lang]]
    for block in page.block:
        lines.append("")
        if block.heading:
            lines.append(f"# {block.heading[lang]}")
        for mark, texts in (("", block.lines), ("+ ", block.do), ("- ", block.dont)):
            lines += [f"{mark}{text}" for text in texts[lang]] if texts else []
        lines += [f"({kind})" for kind in (*block.routes, *block.pages, block.show) if kind]
    return lines


def _verdict_lines(verdict: Verdict) -> list[str]:
    lines = [
        f"{lang}: {verdict.sentences[lang]} sentences, {verdict.average[lang]} words on average, "
        f"{verdict.longest[lang]} at the longest"
        for lang in Lang
    ]
    return [
        *lines,
        *(str(found) for found in verdict.findings),
        "good" if verdict.good else "mend this",
    ]


def _verdict(page: Page, verdict: Verdict) -> dict[str, Any]:
    return {
        "page": page.id,
        "good": verdict.good,
        "average": dict(verdict.average),
        "longest": dict(verdict.longest),
        "sentences": dict(verdict.sentences),
        "findings": [
            {"lang": found.lang, "reason": found.reason, "text": found.text}
            for found in verdict.findings
        ],
    }
