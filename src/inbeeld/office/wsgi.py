"""The staff's pages as a WSGI application, with all that is known read before the first visitor comes."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inbeeld.office.web")

from inbeeld.ui.application import Application
from inbeeld.ui.headers import HEADERS

application = Application(HEADERS)

from django.conf import settings  # noqa: E402 (Django is ready from here on)

from inbeeld.monitor import making  # noqa: E402
from inbeeld.office.frame import content  # noqa: E402

content()
making.root(settings.DATA)  # where an uploaded list is put while it comes in
