"""All files of a release in a new folder: a public part to copy anywhere, and an inside part."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from inbeeld.knowledge import Knowledge, Lang
from inbeeld.monitor.charts.svg import as_file
from inbeeld.monitor.disclosure import Version
from inbeeld.monitor.document import document
from inbeeld.monitor.faults import FileFault
from inbeeld.monitor.kept import INSIDE, PUBLIC, RELEASE, write_kept, write_manifest
from inbeeld.monitor.naming import CSV_COLUMNS, TOGETHER_NAME, VALUE_WORDS, Words
from inbeeld.monitor.page import CHARTS, page
from inbeeld.monitor.paper import paper
from inbeeld.monitor.pictures import as_told
from inbeeld.monitor.release import Release

STYLE = Path(__file__).with_name("release.css")


def write_release(
    release: Release, versions: Sequence[Version], out: Path, *, known: Knowledge
) -> list[Path]:
    """Writes the folder `out`, which must not exist, whole or not at all. The public files by path."""
    if out.exists():
        raise FileFault(f"{out.name} exists already. A release is never written over another.")
    if not out.parent.is_dir():
        raise FileFault(f"{out.name}: the folder around it does not exist.")
    try:
        with tempfile.TemporaryDirectory(prefix=".release-", dir=out.parent) as made:
            folder = Path(made) / "release"
            folder.mkdir()
            _public(release, folder / PUBLIC, known)
            write_kept(
                folder / INSIDE, versions, name=release.name, overlap=release.overlap is not None
            )
            shutil.move(folder, out)
    except OSError as error:
        raise FileFault(f"{out.name} cannot be written: {error.strerror}.") from None
    return sorted(path for path in (out / PUBLIC).rglob("*") if path.is_file())


def _public(release: Release, folder: Path, known: Knowledge) -> None:
    (folder / CHARTS).mkdir(parents=True)
    for lang in Lang:
        words = Words(lang)
        found = document(release, words, known)
        (folder / f"{lang}.html").write_text(page(found, words), encoding="utf-8")
        (folder / f"{lang}.pdf").write_bytes(paper(found, words, date=release.date))
        for section in found.sections:
            for one in section.pictures:
                path = folder / CHARTS / f"{one.name}.{lang}.svg"
                path.write_text(as_file(one.svg), encoding="utf-8")
    (folder / STYLE.name).write_bytes(STYLE.read_bytes())
    (folder / "figures.csv").write_text(_csv(release), encoding="utf-8")
    (folder / "dictionary.csv").write_text(_dictionary(), encoding="utf-8")
    told = json.dumps(as_told(release), ensure_ascii=False, indent=1) + "\n"
    (folder / RELEASE).write_text(told, encoding="utf-8")
    write_manifest(
        folder, name=release.name, version=release.version, date=release.date.isoformat()
    )


def _csv(release: Release) -> str:
    """Every published number, one a row."""
    names = {lang: Words(lang) for lang in Lang}
    rows = [list(CSV_COLUMNS)]
    for table in release.tables:
        for row, numbers in table.rows:
            named = [names[lang].row(table.name, row) for lang in (Lang.NL, Lang.EN)]
            for one in numbers:
                rows.append([
                    table.name.value, "/".join(row) or "all", *named,
                    str(one.year or TOGETHER_NAME),
                    "" if one.count is None else str(one.count),
                    "hidden" if one.count is None else "shown",
                    "" if one.rate is None else str(one.rate),
                ])  # fmt: skip
    return _rows(rows)


def _dictionary() -> str:
    """What each column and each code means, in both languages."""
    nl, en = Words(Lang.NL), Words(Lang.EN)
    rows = [["kind", "name", "nl", "en"]]
    rows += [
        ["column", name, *(w.say(f"release_field.{name}") for w in (nl, en))]
        for name in CSV_COLUMNS
    ]
    rows += [["code", name, *(w.value(name) for w in (nl, en))] for name in VALUE_WORDS]
    return _rows(rows)


def _rows(rows: Sequence[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
