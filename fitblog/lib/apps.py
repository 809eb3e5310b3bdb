from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate, pre_migrate


class LibConfig(AppConfig):
    name = "fitblog.lib"
    label = "lib"
    unseen = frozenset({"Stamp"})  # see lib/stamp.py

    def ready(self) -> None:
        from fitblog.lib import stamp

        pre_migrate.connect(stamp.stop, sender=self)
        post_migrate.connect(stamp.start, sender=self)


class DeskConfig(AdminConfig):
    default_site = "fitblog.lib.desk.Desk"
