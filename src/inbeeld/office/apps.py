"""Tells Django where the staff's templates are."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "inbeeld.office"
    label = "office"
