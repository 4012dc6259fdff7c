"""The JSON of every command is what docs/schemas says, and the schemas say what the code knows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from referencing import Registry, Resource

from inbeeld.check import Circumstance, Known, Observer, Outcome
from inbeeld.cli.check import as_dict
from inbeeld.knowledge import Country, Kind, Lang, Level, load
from tests.check.catalogue import PROMISE, visits
from tests.cli.commands import EVENING, Command

FOLDER = Path(__file__).parents[2] / "docs/schemas"
SCHEMAS = {
    path.name: json.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.json")
}
# Lines of a file, positions in a chat, and figures about the check itself.
NUMBERS = {
    "preview.json", "chat-read.json", "chat-check.json", "evaluate.json", "archive.json",
    "chat-stream.json",
}  # fmt: skip
# Counts and estimates of many people, never of one.
MONITOR = {name for name in SCHEMAS if name.startswith("monitor-")} | {"release.json"}
REGISTRY = Registry().with_resources(
    (name, Resource.from_contents(schema)) for name, schema in SCHEMAS.items()
)


def faults(value: Any, name: str) -> list[str]:
    checker = jsonschema.Draft202012Validator(
        SCHEMAS[name],
        registry=REGISTRY,
        format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
    )
    return [f"{error.json_path}: {error.message}" for error in checker.iter_errors(value)]


def below(value: Any):
    """Every table inside a schema."""
    if isinstance(value, dict):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        yield from below(one)


def test_there_is_a_schema_for_every_command_with_json():
    assert SCHEMAS.keys() == {
        "signals.json", "check.json", "routes.json", "audit.json", "preview.json",
        "chat-read.json", "chat-check.json", "evaluate.json", "archive.json", "chat-stream.json",
        "doctor.json",
    } | MONITOR  # fmt: skip


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_valid_and_allows_nothing_that_it_does_not_name(name):
    schema = SCHEMAS[name]
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == name
    for table in below(schema):
        if table.get("type") == "object":
            assert table["additionalProperties"] is False
            assert table["required"] == list(table["properties"])


@pytest.mark.parametrize("name", sorted(SCHEMAS.keys() - NUMBERS - MONITOR))
def test_no_schema_about_observations_knows_a_number(name):
    text = json.dumps(SCHEMAS[name])
    assert '"type": "string"' in text
    assert '"number"' not in text
    assert '"integer"' not in text


def test_the_schemas_know_the_closed_sets_of_the_code():
    signal = SCHEMAS["signals.json"]["$defs"]["signal"]["properties"]
    assert signal["level"]["enum"] == list(Level)
    assert signal["kind"]["enum"] == list(Kind)
    assert signal["observers"]["items"]["enum"] == list(Observer)
    check = SCHEMAS["check.json"]["$defs"]
    assert check["outcome"]["enum"] == list(Outcome)
    assert check["reason"]["properties"]["known"]["enum"] == list(Known)
    assert check["reason"]["properties"]["circumstances"]["items"]["enum"] == list(Circumstance)
    professionals = [one.id for one in load().observers.values() if one.professional]
    assert check["meldcode"]["properties"]["by"]["enum"] == professionals
    route = SCHEMAS["routes.json"]["$defs"]["route"]["properties"]
    assert route["country"]["enum"] == list(Country)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("signals",), "signals.json"),
        (("signals", "--observer", "self"), "signals.json"),
        (("routes", "--at", EVENING), "routes.json"),
        (("routes", "--country", "BE", "--form", "grooming"), "routes.json"),
        (("check", "--observer", "parent"), "check.json"),
        (("check", "--observer", "teacher", "--seen", "S107", "--told", "S017"), "check.json"),
        (("knowledge", "audit"), "audit.json"),
    ],
)
@pytest.mark.parametrize("lang", Lang)
def test_the_output_of_a_command_is_as_its_schema_says(command: Command, words, name, lang):
    assert faults(command.json(*words, "--lang", lang), name) == []


def test_the_verdict_on_every_page_is_as_its_schema_says(
    command: Command, known, site, monkeypatch
):
    # The data files, read once for all pages.
    monkeypatch.setattr("inbeeld.cli.knowledge.load", lambda: known)
    monkeypatch.setattr("inbeeld.cli.knowledge.load_site", lambda _: site)
    for page in site.pages:
        verdict = command("knowledge", "preview", page, "--format", "json").json
        assert faults(verdict, "preview.json") == [], page


@settings(PROMISE, max_examples=60)
@given(visits(), st.sampled_from(list(Lang)))
def test_any_advice_is_as_its_schema_says(visit, lang):
    assert faults(json.loads(json.dumps(as_dict(visit.advice(), lang))), "check.json") == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["score"], "high"),
        (["outcome"], "safe"),
        (["routes", 0, "open"], "yes"),
        (["routes", 0, "score"], 1),
        (["reasons", 0, "known"], "guessed"),
        (["reasons", 0, "sources"], []),
        (["steps", "do"], []),
        (["meldcode", "steps"], []),
        (["first_calls"], ["Veilig Thuis"]),
    ],
)
def test_the_schema_refuses_what_the_command_never_says(command: Command, path, value):
    found = command.json("check", "--observer", "teacher", "--seen", "S085")
    assert faults(found, "check.json") == []
    inner = found
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    assert faults(found, "check.json")
