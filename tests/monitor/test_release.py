"""A release: what it writes, what it says, what it keeps inside, and what it refuses."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
import math
import re
import stat
from dataclasses import replace

import pytest

from inbeeld.estimate import Caution, table
from inbeeld.knowledge import Lang
from inbeeld.knowledge.loader import shipped
from inbeeld.knowledge.wording import shipped_words
from inbeeld.monitor.brought import Made, read_breaks, read_estimates, read_population, rounded
from inbeeld.monitor.disclosure import PROFILES
from inbeeld.monitor.faults import FileFault, MonitorFault
from inbeeld.monitor.kept import read_earlier
from inbeeld.monitor.known_figures import Again, pairs
from inbeeld.monitor.naming import CSV_COLUMNS
from inbeeld.monitor.release import Release, hidden_overlap
from inbeeld.monitor.releasing import Brought, make_release
from tests.monitor.people import people

DAY = dt.date(2025, 10, 17)
ESTIMATES = [
    {"method": "stepwise", "estimate": 1234.5, "interval": {"level": 0.95, "low": 987, "high": 1501},
     "terms": [], "status": "exists", "warnings": ["spread"], "seconds": 1},
    {"method": "chao", "estimate": None, "interval": None, "terms": [], "status": "none",
     "warnings": [], "seconds": 1},
]  # fmt: skip
ODD = '<script>alert("x")</script> #let x = 1'


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("releases")


@pytest.fixture(scope="module")
def first(folder):
    make_release(people({2023: 260}), out=folder / "one", name="figures", date=DAY)
    return folder / "one"


@pytest.fixture(scope="module")
def second(folder, first):
    file = folder / "estimates.json"
    file.write_text(json.dumps(ESTIMATES), encoding="utf-8")
    reasons = folder / "breaks.toml"
    reasons.write_text(f"[[break]]\nyear = 2023\nnl = '{ODD}'\nen = '{ODD}.'\n", encoding="utf-8")
    population = folder / "population.csv"
    population.write_text(
        "year,sex,age,region,population\n2023,male,minor,NL-UT,50000\n2023,female,minor,NL-UT,50000\n",
        encoding="utf-8",
    )
    brought = Brought(
        estimates=tuple(read_estimates(file, year=2023, cautions=tuple(Caution))),
        breaks=tuple(read_breaks(reasons)),
        population=read_population(population),
        replicates=tuple(float(1000 + one % 50) for one in range(200)),
        overlap=table(["a", ODD], [((1, 0), 60), ((0, 1), 50), ((1, 1), 3)]),
    )
    make_release(
        people({2023: 290}), out=folder / "two", name="figures", date=DAY, earlier=first,
        brought=brought,
    )  # fmt: skip
    return folder / "two"


def told(release):
    return json.loads((release / "public/release.json").read_text(encoding="utf-8"))


def test_a_release_is_pages_paper_and_files_in_both_languages(second):
    names = {path.name for path in (second / "public").iterdir()}
    assert names == {
        "nl.html", "en.html", "nl.pdf", "en.pdf", "figures.csv", "dictionary.csv", "release.json",
        "release.css", "manifest.json", "charts",
    }  # fmt: skip
    charts = {path.name.partition(".")[0] for path in (second / "public/charts").iterdir()}
    assert charts == {"trend", "forest", "seen", "stable", "overlap"}


def test_the_manifest_names_every_public_file_with_its_hash(second):
    manifest = json.loads((second / "public/manifest.json").read_text(encoding="utf-8"))
    files = {one["path"]: one["sha256"] for one in manifest["files"]}
    there = [path for path in (second / "public").rglob("*") if path.is_file()]
    assert len(there) == len(files) + 1  # and the manifest itself
    for path, digest in files.items():
        assert hashlib.sha256((second / "public" / path).read_bytes()).hexdigest() == digest


def test_exact_counts_stay_inside_for_the_owner_alone(second):
    inside = second / "inside"
    assert stat.S_IMODE(inside.stat().st_mode) == 0o700
    assert stat.S_IMODE((inside / "exact.json").stat().st_mode) == 0o600
    assert len(read_earlier(second).versions) == 2


def test_every_page_and_file_says_the_same_numbers(second):
    text = (second / "public/figures.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert tuple(rows[0]) == CSV_COLUMNS
    by_json = [
        (one["table"], "/".join(row["row"]) or "all", "" if n["count"] is None else str(n["count"]))
        for one in told(second)["tables"] for row in one["rows"] for n in row["numbers"]
    ]  # fmt: skip
    assert [(row["table"], row["row"], row["count"]) for row in rows] == by_json
    pages = [(second / f"public/{lang}.html").read_text(encoding="utf-8") for lang in Lang]
    cells = [re.findall(r'<td class="num">(.*?)</td>', page) for page in pages]
    plain = [[re.sub(r"\D", "", cell) for cell in page] for page in cells]
    assert plain[0] == plain[1]


@pytest.mark.parametrize("lang", Lang)
def test_a_page_works_without_scripts_and_each_table_has_a_caption(second, lang):
    page = (second / f"public/{lang}.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert " style=" not in page
    assert page.count("<table") == page.count("<caption") > 12
    assert 'scope="row"' in page
    assert 'scope="col"' in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")
    assert "&lt;script&gt;" in page


def test_a_title_names_no_nationality_and_no_region(second):
    for lang in Lang:
        page = (second / f"public/{lang}.html").read_text(encoding="utf-8")
        title = re.search("<title>(.*?)</title>", page)[1]
        assert title == shipped_words()["release.title"][lang]


@pytest.mark.parametrize("lang", Lang)
def test_a_table_on_nationality_or_region_says_what_it_does_not_say(second, lang):
    page = (second / f"public/{lang}.html").read_text(encoding="utf-8")
    assert page.count(shipped_words()["release.origin"][lang]) == 2


def test_the_paper_is_tagged_for_screen_readers(second):
    paper = (second / "public/nl.pdf").read_bytes()
    assert paper.startswith(b"%PDF-")
    assert b"pdfuaid" in paper
    assert b"/StructTreeRoot" in paper


def test_what_was_revised_is_listed_with_both_numbers(second):
    found = told(second)
    assert found["version"] == 2
    total = [one for one in found["revisions"] if one["table"] == "total"]
    assert total == [{"table": "total", "row": [], "year": 2023, "was": 260, "now": 290}]
    assert found["breaks"] == [{"year": 2023, "nl": ODD, "en": f"{ODD}."}]


def test_estimates_are_rounded_to_ten_or_more_and_limits_outward(second):
    made, none = told(second)["estimates"]
    assert (made["estimate"], made["low"], made["high"]) == (1230, 980, 1510)
    assert none["estimate"] is None


@pytest.mark.parametrize(
    ("number", "is_"), [(4, 0), (1320, 1320), (11418, 11400), (111139, 111000)]
)
def test_rounding_keeps_three_figures(number, is_):
    assert rounded(number) == is_


def test_a_rate_comes_from_the_published_number(second):
    tables = {one["table"]: one for one in told(second)["tables"]}
    (number,) = tables["total"]["rows"][0]["numbers"]
    assert number["rate"] == number["count"]  # of 100,000 inhabitants


def test_an_overlap_is_published_only_when_asked_for_and_small_groups_are_hidden(first, second):
    assert not (first / "public/charts/overlap.nl.svg").exists()
    chart = (second / "public/charts/overlap.nl.svg").read_text(encoding="utf-8")
    assert 'class="none"' in chart


def test_an_overlap_hides_a_second_group_where_subtraction_finds_the_first():
    given = table(["a", "b"], [((1, 0), 60), ((0, 1), 50), ((1, 1), 3)])
    found = hidden_overlap(given, PROFILES["exact"])
    assert [group.people for group in found.groups] == [60, None, None]


def test_the_seed_stands_beside_the_newest_and_nothing_can_be_recomputed():
    found = pairs(shipped())
    girls = next(one for one in found if one.old.id == "dutch-girls-estimate")
    assert girls.newest.id == "reported-minors"
    assert girls.again is Again.NOT_PUBLIC
    assert {one.again for one in found} == {Again.NOT_PUBLIC, Again.NO_SOURCE}


def test_a_figure_without_a_source_shows_no_number(second):
    page = (second / "public/nl.html").read_text(encoding="utf-8")
    assert "1.320" in page
    assert not re.search(r"1\.?500", page.replace("1.500–", ""))


# ---------- what is refused


def test_a_release_is_never_written_over_another(folder, first):
    with pytest.raises(FileFault, match="exists already"):
        make_release(people({2023: 20}), out=first, name="figures", date=DAY)
    assert not list(folder.glob(".release-*"))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"name": "other"}, "is of figures, not of other"),
        ({"brought": Brought(overlap=table(["a", "b"], [((1, 1), 30)]))}, "published overlaps"),
    ],
)
def test_a_version_that_does_not_follow_is_refused(folder, second, change, says):
    given = {"name": "figures", "date": DAY, "earlier": second} | change
    with pytest.raises(FileFault, match=says):
        make_release(people({2023: 20}), out=folder / "no", **given)
    assert not (folder / "no").exists()


def test_a_folder_without_its_inside_part_is_no_earlier_version(tmp_path):
    with pytest.raises(FileFault, match="no release"):
        read_earlier(tmp_path)


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[1]", '[{"method": "guess"}]', '[{"method": "bic", "estimate": "many"}]',
     '[{"method": "bic", "estimate": -1}]', '[{"method": "bic", "warnings": ["<b>"]}]',
     '[{"method": "bic", "interval": {"level": 2, "low": 1, "high": 2}}]', "[" * 100_000],
)  # fmt: skip
def test_estimates_that_are_none_are_refused(tmp_path, text):
    file = tmp_path / "e.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(MonitorFault):
        read_estimates(file, year=0, cautions=tuple(Caution))


def test_an_estimate_without_an_upper_limit_keeps_none(tmp_path):
    file = tmp_path / "e.json"
    one = ESTIMATES[0] | {"interval": {"level": 0.95, "low": 3, "high": math.inf}}
    file.write_text(json.dumps([one]), encoding="utf-8")
    (made,) = read_estimates(file, year=0, cautions=tuple(Caution))
    assert made.high is None


@pytest.mark.parametrize(
    "text",
    ["", "year,sex\n", "year,sex,age,region,population\n",
     "year,sex,age,region,population\n2023,male,minor,Utrecht,5\n",
     "year,sex,age,region,population\n2023,male,minor,NL-UT,some\n",
     "year,sex,age,region,population\n2023,male,minor,NL-UT,5\n2023,male,minor,NL-UT,5\n"],
)  # fmt: skip
def test_a_population_that_is_none_is_refused(tmp_path, text):
    file = tmp_path / "p.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FileFault):
        read_population(file)


@pytest.mark.parametrize("text", ["break", "break = 3", "[[break]]\nyear = 2023\nnl = 'a'"])
def test_a_break_needs_a_year_and_a_reason_in_both_languages(tmp_path, text):
    file = tmp_path / "b.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FileFault):
        read_breaks(file)


def test_all_methods_together_are_one_range_without_lower_bounds_and_open_where_one_is():
    made = [
        Made(2023, "stepwise", 900, 0.95, 700, 1400, ()),
        Made(2023, "bic", 1100, 0.95, 800, 2100, ()),
        Made(2023, "chao", 500, 0.95, 400, 600, ("lower-bound",)),
        Made(2023, "graphs", None, None, None, None, ()),
        Made(2022, "stepwise", 10, 0.95, 10, 9000, ()),
    ]

    def spanned(*estimates):
        empty = Release("figures", 1, DAY, (2023,), PROFILES["default"], ())
        return replace(empty, estimates=estimates).spanned(2023)

    found = spanned(*made)
    assert (found.low, found.high, found.level) == (700, 2100, 0.95)
    assert spanned(*made, replace(made[0], high=None)).high == math.inf
    assert spanned(made[0], made[2]) is None  # one method is no range of methods
    assert spanned(made[0], replace(made[1], level=0.8)) is None
