from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "fitblog.demo"
    label = "demo"
    unseen = frozenset({"Loaded"})  # see lib/stamp.py
