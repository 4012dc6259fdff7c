"""Tells Django where templates and tags are."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "inbeeld.site"
    label = "public_site"
