"""`inbeeld serve` starts the site, and says plainly why it cannot."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from tests.cli.commands import copied, elsewhere, refused

OWN_MACHINE = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.fixture
def free_port() -> int:
    return another_port()


def another_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "8000.0", "", "9" * 5000, "8e3"])
def test_a_port_that_is_none_is_refused(tmp_path, port):
    said = refused(elsewhere("serve", f"--port={port}", folder=tmp_path))
    assert "--port must be a number from 1 to 65535." in said
    assert list(tmp_path.iterdir()) == []


@OWN_MACHINE
def test_a_port_in_use_is_refused(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        said = refused(elsewhere("serve", "--port", str(port), folder=tmp_path))
    assert f"Cannot listen on 127.0.0.1:{port}: Address already in use. Choose another" in said


def test_the_desk_never_shares_the_port_of_the_public_pages(tmp_path):
    said = refused(elsewhere("serve", "--port=8123", "--desk-port=8123", folder=tmp_path))
    assert "a port of its own" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("host", ["999.1.1.1", "a" * 70, "no such host", "\x1b[31m"])
def test_an_address_that_is_none_is_refused(tmp_path, host):
    said = refused(elsewhere("serve", "--host", host, folder=tmp_path))
    assert "Choose another with --host." in said
    assert "\x1b" not in said


def test_a_data_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        said = refused(elsewhere("serve", folder=tmp_path, INBEELD_DATA=str(folder)))
        assert f"The data folder {folder} cannot be used" in said
        assert "INBEELD_DATA" in said


def test_faults_in_data_and_pages_are_told_before_anything_listens(tmp_path):
    data = copied(tmp_path)
    (data / "pages/start.toml").write_text("id = 3", encoding="utf-8")
    said = refused(elsewhere("serve", folder=tmp_path, INBEELD_KNOWLEDGE=str(data)))
    assert "pages/start.toml: page: id must be text" in said


def answer(port: int, deadline: float) -> int:
    """The status of the start page, as soon as somebody answers."""
    while True:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", "/")
            return connection.getresponse().status
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        finally:
            connection.close()


def heed_ctrl_c() -> None:
    """A test run that was started in the background hands on that Ctrl-C is ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@OWN_MACHINE
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_makes_its_data_folder_serves_and_leaves_nothing_running(tmp_path, free_port, stop):
    folder, desk = tmp_path / "new" / "data", another_port()
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "inbeeld.cli",
            "serve",
            f"--port={free_port}",
            f"--desk-port={desk}",
        ],
        cwd=tmp_path,
        env=os.environ | {"INBEELD_DATA": str(folder), "INBEELD_WORKERS": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # what might stay behind can be found by its group
        preexec_fn=heed_ctrl_c,  # noqa: PLW1509 (no threads here)
    )
    try:
        status = answer(free_port, time.monotonic() + 60)
        process.send_signal(stop)
        out, err = process.communicate(timeout=30)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    assert status == 200
    assert folder.is_dir()
    assert out == (
        f"InBeeld is on http://127.0.0.1:{free_port}/ (stop with Ctrl-C)\n"
        f"The desk, for staff, is on http://127.0.0.1:{desk}/desk/\n"
    )
    assert (process.returncode, err) == (0, "")
    with pytest.raises(ConnectionRefusedError):
        answer(free_port, time.monotonic())
