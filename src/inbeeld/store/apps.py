from django.apps import AppConfig


class StoreConfig(AppConfig):
    name = "inbeeld.store"
    label = "store"
