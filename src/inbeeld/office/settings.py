"""Settings of the staff's side. It shares the database with the public site, and nothing else."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from inbeeld.store.databases import databases

DATA = Path(os.environ.get("INBEELD_DATA") or "data").resolve()
DEBUG = False
SECRET_KEY = secrets.token_urlsafe(48)
INSTALLED_APPS = ["inbeeld.store"]
DATABASES = databases(DATA)
USE_I18N = False
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
LOGGING_CONFIG = None
