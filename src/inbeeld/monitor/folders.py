"""Folders that data of people is written in."""

from __future__ import annotations

from pathlib import Path

from inbeeld.monitor.faults import FileFault


def new_folder(folder: Path) -> None:
    """A folder for this user alone. FileFault where something is in it: decisions would be lost."""
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise FileFault(f"{folder.name} is there already, and not empty. Name a new folder.")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise FileFault(f"{folder.name} cannot be made: {error.strerror}.") from None
