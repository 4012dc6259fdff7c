"""No test reaches the network; browser tests may talk to this machine itself. What is known, once."""

from __future__ import annotations

import os
import sys

# As the commands do, before numpy is loaded: small matrices, and two test processes on two cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import pytest

from inbeeld.knowledge import Knowledge, load
from inbeeld.knowledge.pages import Site, load_site

OWN_CHOICE = ("allow_hosts", "disable_socket", "enable_socket")


def pytest_configure() -> None:
    """Bytecode is kept, also where the environment says not to, as images for containers do.

    A run starts Python some two hundred times, and each would compile anew all that it imports.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Sockets are off, unless a test says by its own mark what it needs."""
    if any(item.get_closest_marker(mark) for mark in OWN_CHOICE):
        return
    if item.get_closest_marker("browser"):
        item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "::1"]))
    else:
        item.add_marker(pytest.mark.disable_socket)


@pytest.fixture(scope="session")
def known() -> Knowledge:
    return load()


@pytest.fixture(scope="session")
def site(known: Knowledge) -> Site:
    return load_site(known)
