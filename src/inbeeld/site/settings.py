"""Settings of the public site. Nothing here identifies a visitor, and nothing of a visitor is logged."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from inbeeld.store.databases import databases

DATA = Path(os.environ.get("INBEELD_DATA") or "data").resolve()
PREVIEW = os.environ.get("INBEELD_PREVIEW") == "1"

DEBUG = False
# Nothing is signed on the public site: no session, no cookie. A new key a process is right.
SECRET_KEY = secrets.token_urlsafe(48)
ALLOWED_HOSTS = os.environ.get("INBEELD_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

# Where the exit leads: a page that anyone may have open.
EXIT_URL = os.environ.get("INBEELD_EXIT_URL", "https://nl.wikipedia.org/")

ROOT_URLCONF = "inbeeld.site.urls"
WSGI_APPLICATION = "inbeeld.site.wsgi.application"
INSTALLED_APPS = ["django.contrib.staticfiles", "inbeeld.ui", "inbeeld.store", "inbeeld.site"]
MIDDLEWARE = [
    "inbeeld.ui.headers.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "inbeeld.site.limits.LimitsMiddleware",
    "inbeeld.site.same_origin.SameOriginMiddleware",
    "inbeeld.site.kept.KeptMiddleware",
    "inbeeld.site.packing.PackingMiddleware",
    *(["inbeeld.site.preview.PreviewMiddleware"] if PREVIEW else []),
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"string_if_invalid": ""},
    }
]

DATABASES = databases(DATA, public=True)

STATIC_URL = "/s/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "staticfiles": {"BACKEND": "inbeeld.ui.storage.ShortStaticFiles"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

APPEND_SLASH = False
USE_I18N = False
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300

# Django would log the path of what was not found and the body of what failed. We log that something
# failed and where in our code, never what a visitor asked or sent.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": True,
    "formatters": {"quiet": {"()": "inbeeld.ui.quiet.QuietFormatter"}},
    "handlers": {
        "quiet": {"class": "logging.StreamHandler", "formatter": "quiet", "level": "ERROR"}
    },
    "loggers": {"django": {"handlers": ["quiet"], "level": "ERROR", "propagate": False}},
    "root": {"handlers": ["quiet"], "level": "ERROR"},
}
