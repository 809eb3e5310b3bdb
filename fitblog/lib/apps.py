from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class LibConfig(AppConfig):
    name = "fitblog.lib"
    label = "lib"


class DeskConfig(AdminConfig):
    default_site = "fitblog.lib.desk.Desk"
