"""What a site shows of releases: what the manifest names with the right hash, and nothing else."""

from __future__ import annotations

import datetime as dt
import hashlib
import json

import pytest

from inbeeld.monitor.kept import write_manifest
from inbeeld.monitor.published import file, published, read


@pytest.fixture
def data(tmp_path):
    for name, version, day in (("one", 1, "2024-10-17"), ("two", 2, "2025-10-17")):
        public = tmp_path / "releases" / name / "public"
        (public / "charts").mkdir(parents=True)
        (public / "figures.csv").write_text("a,b\n", encoding="utf-8")
        (public / "charts/trend.nl.svg").write_text("<svg/>", encoding="utf-8")
        write_manifest(public, name="figures", version=version, date=day)
        inside = public.parent / "inside"
        inside.mkdir()
        (inside / "exact.json").write_text("{}", encoding="utf-8")
    return tmp_path


def test_releases_come_newest_first(data):
    assert [(one.folder, one.version) for one in published(data)] == [("two", 2), ("one", 1)]
    assert published(data)[0].date == dt.date(2025, 10, 17)


def test_a_named_file_comes_with_its_kind(data):
    one = read(data, "one")
    assert file(data, one, "figures.csv") == (b"a,b\n", "text/csv; charset=utf-8")
    assert file(data, one, "charts/trend.nl.svg") == (b"<svg/>", "image/svg+xml")


def test_a_file_that_was_changed_does_not_exist(data):
    (data / "releases/one/public/figures.csv").write_text("a,c\n", encoding="utf-8")
    assert file(data, read(data, "one"), "figures.csv") is None


def test_a_file_that_the_manifest_does_not_name_does_not_exist(data):
    (data / "releases/one/public/more.csv").write_text("a", encoding="utf-8")
    assert file(data, read(data, "one"), "more.csv") is None
    assert file(data, read(data, "one"), "manifest.json") is None


@pytest.mark.parametrize(
    "path", ["../inside/exact.json", "/etc/passwd", "charts/../figures.csv", ""]
)
def test_nothing_outside_the_public_part_is_served_even_where_a_manifest_names_it(data, path):
    place = data / "releases/one/public/manifest.json"
    told = json.loads(place.read_text(encoding="utf-8"))
    told["files"].append({"path": path, "sha256": hashlib.sha256(b"{}").hexdigest()})
    place.write_text(json.dumps(told), encoding="utf-8")
    assert file(data, read(data, "one"), path) is None


def test_a_link_to_elsewhere_is_not_followed(data):
    public = data / "releases/one/public"
    (public / "link.csv").symlink_to(public.parent / "inside/exact.json")
    write_manifest(public, name="figures", version=1, date="2024-10-17")
    assert file(data, read(data, "one"), "link.csv") is None


@pytest.mark.parametrize("text", ["", "[]", "{", '{"files": 3}', '{"files": [], "release": "a"}'])
def test_a_manifest_that_is_none_is_passed_over(data, text):
    (data / "releases/one/public/manifest.json").write_text(text, encoding="utf-8")
    assert [one.folder for one in published(data)] == ["two"]


def test_no_folder_is_no_release(tmp_path):
    assert published(tmp_path) == []
    assert read(tmp_path, "../x") is None
