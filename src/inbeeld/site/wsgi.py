"""The site as a WSGI application, with all that is known read before the first visitor comes."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inbeeld.site.settings")

from inbeeld.ui.application import Application
from inbeeld.ui.headers import HEADERS

application = Application(HEADERS)

from inbeeld.site.content import read_ahead  # noqa: E402 (Django is ready from here on)

read_ahead()
