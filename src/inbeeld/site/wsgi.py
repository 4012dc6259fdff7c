"""The site as a WSGI application, with all that is known read before the first visitor comes."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inbeeld.site.settings")

from django.conf import settings

from inbeeld.ui.application import Application
from inbeeld.ui.headers import HEADERS

application = Application(HEADERS)

from inbeeld.site.content import content  # noqa: E402 (Django is ready from here on)

# Read here, it is read once. Left to the first visitors, each of them would read all of it at the same
# time: with fifty at the door that took half a minute. In a preview it is read again at every change.
if not settings.PREVIEW:
    content()
