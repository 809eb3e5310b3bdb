"""Groups that a site begins with, and what their members may do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions


@dataclass(frozen=True)
class Roles:
    """What an app's permissions mean to each role: patterns of codenames by the group's name.

    For migrations, which hand in the models of their time. A migration that adds a model grants
    again; what an owner took from a group by hand comes back then, what they added always stays.
    """

    app_label: str
    table: Mapping[str, Sequence[str]]

    def grant(self, apps: Any = installed, schema_editor: Any = None) -> None:
        """Make the groups that are missing and give each what the table says. Takes nothing."""
        # Django itself makes permissions only once all migrations have run.
        create_permissions(installed.get_app_config(self.app_label), verbosity=0, apps=apps)
        for name, permissions in self._wanted(apps):
            group, _made = apps.get_model("auth.Group").objects.get_or_create(name=name)
            group.permissions.add(*permissions)

    def revoke(self, apps: Any = installed, schema_editor: Any = None) -> None:
        """Take it back. A group goes where nothing is left of it, neither members nor rights."""
        groups = apps.get_model("auth.Group").objects
        for name, permissions in self._wanted(apps):
            for group in groups.filter(name=name):
                group.permissions.remove(*permissions)
        names = self.table.keys()
        groups.filter(name__in=names, permissions__isnull=True, user__isnull=True).delete()

    def _wanted(self, apps: Any) -> Iterable[tuple[str, list[Any]]]:
        permissions = apps.get_model("auth.Permission").objects
        known = list(permissions.filter(content_type__app_label=self.app_label))
        for name, patterns in self.table.items():
            yield name, [p for p in known if any(fnmatchcase(p.codename, one) for one in patterns)]
