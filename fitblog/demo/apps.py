from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "fitblog.demo"
    label = "demo"
