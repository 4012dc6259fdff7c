"""The house itself: small files, rooms with walls, documents that do not rot, and no network."""

from __future__ import annotations

import ast
import json
import re
import shlex
import shutil
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import inbeeld
from inbeeld.cli import monitor
from inbeeld.cli.main import build

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "inbeeld"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
FILE, TEST_FILE, FUNCTION = 400, 500, 60
README_LINES, DECISION_LINES = 10, 25
LEFTOVERS = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
ROOMS = sorted(path for path in SOURCE.iterdir() if path.is_dir() and path.name != "__pycache__")
FRAMEWORKS = ("django", "granian", "whitenoise")


def code(*endings: str) -> Iterator[Path]:
    for folder in ("src", "tests", "tools", "benchmarks", "proofs"):
        for ending in endings:
            yield from sorted((ROOT / folder).rglob(f"*.{ending}"))


def documents() -> list[Path]:
    rooms = [*SOURCE.rglob("*.md"), *(ROOT / "proofs").rglob("*.md")]
    return [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *rooms]


def run(*command: str | Path, cwd: Path = ROOT, **more: str) -> subprocess.CompletedProcess[str]:
    import os

    environment = os.environ | more
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip


def python(text: str) -> object:
    """What a fresh Python prints as JSON."""
    done = run(sys.executable, "-c", text)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


# ---------- size


def test_files_stay_small():
    found = list(code("py", "js"))
    assert len(found) > 60
    for path in found:
        limit = TEST_FILE if path.is_relative_to(ROOT / "tests") else FILE
        lines = len(path.read_text(encoding="utf-8").splitlines())
        assert lines < limit, f"{path.relative_to(ROOT)}: {lines} lines"


def python_functions(text: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def script_functions(text: str) -> Iterator[tuple[str, int]]:
    """Every function but the one around a whole file; braces are counted, so they must be balanced."""
    for found in re.finditer(r"(?:=>|function[^{;]*)\s*\{", text):
        first = text.count("\n", 0, found.end()) + 1
        if text[: found.start()].rpartition("\n")[2].startswith("(("):
            continue
        depth, place = 1, found.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(text[place], 0)
            place += 1
        yield f"line {first}", text.count("\n", 0, place) + 2 - first


def test_functions_stay_small():
    for path in code("py", "js"):
        text = path.read_text(encoding="utf-8")
        functions = python_functions(text) if path.suffix == ".py" else script_functions(text)
        for name, lines in functions:
            assert lines < FUNCTION, f"{path.relative_to(ROOT)}: {name} has {lines} lines"


def test_lines_of_functions_are_counted_rightly():
    assert list(python_functions("def a():\n    b = 1\n    return b\n")) == [("a", 3)]
    script = "(() => {\n  const a = () => {\n    b();\n  };\n})();\n"
    assert list(script_functions(script)) == [("line 2", 3)]


def test_no_file_or_folder_is_for_leftovers():
    for path in code("py", "js", "html", "css"):
        assert not LEFTOVERS & {part.lower() for part in (path.stem, *path.parts)}, path


# ---------- rooms and walls


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_every_room_says_in_ten_lines_what_it_answers(room):
    lines = (room / "README.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= README_LINES
    text = "\n".join(lines)
    assert text.startswith(f"# {room.name}")
    assert "?**" in text
    assert "May import" in text
    assert "Start at" in text


def test_every_room_stands_in_the_contract_of_layers():
    layers = PYPROJECT["tool"]["importlinter"]["contracts"][0]
    assert layers["type"] == "layers"
    assert sorted(layers["layers"]) == [f"inbeeld.{room.name}" for room in ROOMS]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    tool = Path(sys.executable).parent / "lint-imports"
    return run(tool, "--no-cache", cwd=folder, PYTHONPATH=str(folder / "src"))


def test_the_walls_hold():
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout
    assert " 0 broken" in done.stdout


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("check/outcome.py", "import django", "Only pages know Django"),
        ("knowledge/model.py", "import whitenoise", "Only pages know Django"),
        ("knowledge/model.py", "import inbeeld.check", "A room imports only rooms below it"),
        ("cli/serve.py", "import inbeeld.site.settings", "The command starts the pages"),
        ("check/routes.py", "import tomlkit", "What things mean runs on the standard library"),
        ("chats/message.py", "import inbeeld.knowledge", "What a file says runs on the standard"),
        ("chats/message.py", "import tomlkit", "What a file says runs on the standard library"),
        ("ui/links.py", "import inbeeld.check", "Words and looks know no advice"),
    ],
)
def test_a_forbidden_import_breaks_a_wall(tmp_path, file, line, contract):
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    path = tmp_path / "src" / "inbeeld" / file
    path.write_text(path.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    done = lint(tmp_path)
    assert done.returncode == 1
    assert re.search(rf"{contract}.* BROKEN", done.stdout), done.stdout


def test_check_cli_and_knowledge_know_no_framework():
    modules = [
        ".".join(path.relative_to(ROOT / "src").with_suffix("").parts)
        for room in ("check", "cli", "knowledge")
        for path in sorted((SOURCE / room).glob("*.py"))
        if path.name != "__main__.py"
    ]
    assert len(modules) > 20
    loaded = python(
        f"import importlib, json, sys\nfor name in {modules}: importlib.import_module(name)\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    assert "inbeeld.knowledge.loader" in loaded
    assert not [name for name in loaded if name.partition(".")[0] in FRAMEWORKS]
    assert not [name for name in loaded if name.startswith(("inbeeld.site", "inbeeld.ui"))]


def test_check_needs_nothing_beyond_the_standard_library():
    """The time zones of the package `tzdata` are data, for machines that have none of their own."""
    loaded = python(
        "import json, sys\nbefore = set(sys.modules)\nimport inbeeld.check\n"
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    assert "inbeeld.check.advise" in loaded
    rooms = {name for name in loaded if name.startswith("inbeeld.")}
    assert all(name.split(".")[1] in ("check", "knowledge") for name in rooms)
    others = {name.partition(".")[0] for name in loaded if not name.startswith("_sysconfigdata")}
    assert others - {"inbeeld", "tzdata"} <= sys.stdlib_module_names


# ---------- documents


def links(text: str) -> list[str]:
    text = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    found = re.findall(r"\]\(([^)\s]+)\)", text)
    return [link for link in found if not re.match(r"[a-z]+:", link)]


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_in_a_document_leads_somewhere(path):
    for link in links(path.read_text(encoding="utf-8")):
        there = path.parent / link.partition("#")[0]
        assert there.exists(), link
        assert there.is_file() or any(there.iterdir()), f"{link} is an empty folder"


def test_links_are_found_and_addresses_are_left_alone():
    text = "[a](b.md) [c](https://example.org) [d](e/f.md#g)\n```\n[x](y)\n```\n"
    assert links(text) == ["b.md", "e/f.md#g"]


def test_the_tour_has_ten_links_of_one_visit():
    text = (ROOT / "docs" / "tour.md").read_text(encoding="utf-8")
    assert re.findall(r"^(\d+)\. ", text, re.MULTILINE) == [str(number) for number in range(1, 11)]


def test_decisions_are_numbered_and_short():
    found = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [path.name[:4] for path in found] == [f"{n:04}" for n in range(1, len(found) + 1)]
    for path in found:
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {path.name[:4]}. ")
        assert len(text.splitlines()) <= DECISION_LINES, path.name
        assert all(f"**{part}.**" in text for part in ("Context", "Decision", "Consequence"))


def shell_lines(path: Path) -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


@pytest.mark.parametrize("name", ["README.md", "README.nl.md"])
def test_the_commands_of_the_readme_exist(name):
    lines = shell_lines(ROOT / name)
    commands = [shlex.split(line, comments=True) for line in lines if line.startswith("inbeeld ")]
    assert len(commands) >= 7
    for command in commands:
        assert build().parse_args(command[1:]).run, command
    shown = {command[1] for command in commands}
    assert {"signals", "check", "chat", "routes", "knowledge", "serve"} <= shown


def test_a_command_that_is_not_there_would_be_seen():
    from inbeeld.cli.shared import InputError

    with pytest.raises(InputError):
        build().parse_args(["facts", "confirm"])
    with pytest.raises(InputError):
        build().parse_args(["knowledge", "audit", "--relase"])


def test_commands_named_in_texts_exist():
    """`inbeeld knowledge confirm ...` in a document, a comment or a message."""
    verbs = {
        "knowledge": {"audit", "confirm", "preview"},
        "chat": {"read", "check", "stream"},
        "archive": {"screen"},
        "monitor": {one.__name__.rpartition("monitor_")[2] for one in monitor.VERBS},
        "staff": {"add", "feed", "give", "leave", "list", "password", "recover", "renew"},
        "setup": {"reporting", "postgres"},
    }
    commands = {"signals", "check", "routes", "serve", "evaluate", "demo", "staff"}
    for path in [*documents(), *code("py", "toml", "txt")]:
        for words in re.findall(r"`inbeeld ([a-z ]+)", path.read_text(encoding="utf-8")):
            first, *rest = words.split()
            known = first in commands or set(rest[:1]) <= verbs.get(first, set())
            assert known, f"{path.relative_to(ROOT)}: inbeeld {words}"


@pytest.mark.parametrize("name", ["README.md", "README.nl.md", "CONTRIBUTING.md"])
def test_the_targets_of_make_that_are_named_exist(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    named = set(re.findall(r"^make (\w+)|`make (\w+)`", text, re.MULTILINE))
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert named
    assert {one or other for one, other in named} <= set(targets)


def test_make_help_names_every_target():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^(\w+):", text, re.MULTILINE)
    for target in targets:
        assert re.search(rf"^#:   make {target}\b", text, re.MULTILINE), target


def test_what_an_open_project_needs_is_there():
    for name in ("LICENSE", "LICENSES/CC-BY-4.0.txt", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md",
                 "publiccode.yaml", "README.md", "README.nl.md", "docs/glossary.md"):  # fmt: skip
        assert (ROOT / name).stat().st_size > 500, name
    assert "European Union Public Licence" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "license: EUPL-1.2" in (ROOT / "publiccode.yaml").read_text(encoding="utf-8")
    assert PYPROJECT["project"]["license"] == "EUPL-1.2 AND CC-BY-4.0"


def test_the_version_is_the_same_everywhere():
    assert PYPROJECT["project"]["version"] == inbeeld.__version__
    assert f"## [{inbeeld.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


# ---------- what is installed


def pinned(name: str) -> dict[str, str]:
    """Each requirement of a pinned list, with the lines that belong to it."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)(==[^\n]*\n(?:    [^\n]*\n)*)", text, re.MULTILINE))


@pytest.mark.parametrize("name", ["run", "test", "uv"])
def test_requirements_are_pinned_by_hash_and_name_no_address(name):
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    found = pinned(name)
    first = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(found) == len(first) > 0
    for label, lines in found.items():
        assert re.match(r"==[\w.!+-]+( ; [^\n]+)? \\\n", lines), label
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", lines), label
    for address in ("://", "--index", "-i ", "--find-links", "--extra-index", " @ ", "file:"):
        assert address not in text


def names(lines: list[str]) -> set[str]:
    found = (
        re.match(r"[A-Za-z0-9._-]+", line) for line in lines if not line.startswith(("-", "#"))
    )
    return {match[0].lower().replace("_", "-") for match in found if match}


@pytest.mark.parametrize("name", ["run", "test", "uv"])
def test_everything_that_is_asked_for_is_pinned(name):
    asked = (ROOT / "requirements" / f"{name}.in").read_text(encoding="utf-8").splitlines()
    assert names(asked)
    assert names(asked) <= names(list(pinned(name)))


def test_what_the_package_needs_is_pinned_to_run_it():
    assert names(PYPROJECT["project"]["dependencies"]) <= names(list(pinned("run")))


def test_the_same_package_has_one_version_in_both_lists():
    run_list, test_list = pinned("run"), pinned("test")
    for label in run_list.keys() & test_list.keys():
        assert run_list[label].split()[0] == test_list[label].split()[0], label


# ---------- no network, nothing of a machine


def test_no_test_reaches_the_network():
    # The refusal comes with a warning, and warnings are errors here.
    with pytest.raises((RuntimeError, UserWarning), match=r"tried to use socket\.socket"):
        socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    with pytest.raises((RuntimeError, UserWarning), match="getaddrinfo"):
        socket.getaddrinfo("example.org", 443)


@pytest.mark.browser
def test_a_browser_test_reaches_this_machine_and_no_other():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()
    with pytest.raises((RuntimeError, UserWarning), match=r"192\.0\.2\.1"):
        socket.create_connection(("192.0.2.1", 80), timeout=5)


def test_no_path_of_a_machine_stands_in_the_project():
    places = re.compile("|".join(f"/{name}/" for name in ("work", "root", "home")))
    for path in [*documents(), *code("py", "js", "css", "html", "toml", "sh"), ROOT / "Makefile"]:
        assert not places.search(path.read_text(encoding="utf-8")), path.relative_to(ROOT)
