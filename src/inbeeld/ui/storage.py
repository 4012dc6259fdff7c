"""Static files go out short: scripts and sheets are shortened before they get a name and are packed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from inbeeld.browser.small import small, small_sheet
from inbeeld.ui.tokens import short_tokens

SHORT: Mapping[str, Callable[[str], str]] = {
    ".js": small,
    ".css": lambda sheet: small_sheet(short_tokens(sheet)),
}


class ShortStaticFiles(CompressedManifestStaticFilesStorage):
    """As it was, with our own scripts and sheets shortened on the way in."""

    def _save(self, name: str, content: Any) -> str:
        short = SHORT.get(PurePath(name).suffix)
        if short is not None:
            content.seek(0)  # Django has read it for its name
            content = ContentFile(short(content.read().decode("utf-8")).encode("utf-8"))
        return str(super()._save(name, content))
