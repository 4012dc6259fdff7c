"""Settings of the staff's pages: a process of its own, on a port of its own, that holds opened keys.

A password opens a member's key, so it comes first and is stored nowhere; a code from a telephone comes
second. One process: an opened key is in its memory and in no other.
"""

from __future__ import annotations

import os

from inbeeld.office.settings import *  # noqa: F403 (the database, and what the commands share)
from inbeeld.office.settings import DATA

HTTPS = os.environ.get("INBEELD_DESK_HTTPS") == "1"
ALLOWED_HOSTS = os.environ.get("INBEELD_DESK_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

ROOT_URLCONF = "inbeeld.office.urls"
WSGI_APPLICATION = "inbeeld.office.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "inbeeld.ui",
    "inbeeld.store",
    "inbeeld.office",  # before django-allauth: its pages look like ours
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "inbeeld.ui.headers.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "inbeeld.office.doors.FormsOnlyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "inbeeld.office.doors.DoorsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "string_if_invalid": "",
            "context_processors": [
                "django.template.context_processors.request",
                "inbeeld.office.frame.frame",
            ],
        },
    }
]
# A list of pseudonyms goes to a file of this user at once, never to memory as a whole.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_TEMP_DIR = DATA / "monitor"
STATIC_URL = "/desk/s/"
STATIC_ROOT = DATA / "static-desk"
STORAGES = {
    "staticfiles": {"BACKEND": "inbeeld.ui.storage.ShortStaticFiles"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
APPEND_SLASH = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The session is a name and nothing else; what it may open is in memory (`keyring.py`).
SESSION_COOKIE_NAME = "desk"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/desk/"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "inbeeld.office.views.problems.forbidden"
if HTTPS:  # the server in front says so
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

AUTHENTICATION_BACKENDS = ["inbeeld.office.signing_in.KeyBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_ADAPTER = "inbeeld.office.signing_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # nobody signs up; the login form asks for both
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/desk/in"
# By name, since everyone at a desk may share one address; by address far more widely.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "60/m/ip,8/5m/key"}
MFA_ADAPTER = "inbeeld.office.signing_in.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
# A second factor is set up once, right after the password; nobody replaces it from these pages.
MFA_REAUTHENTICATION_REQUIRED = False
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Desk"
MFA_TOTP_TOLERANCE = 1  # the clock of a telephone may be half a minute off

LOGGING_CONFIG = "logging.config.dictConfig"
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
