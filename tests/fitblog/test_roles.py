"""Groups made by migration, on a new site and on one that has groups of its own."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType

from articles.models import Article
from articles.roles import ROLES
from shop.roles import ROLES as SHOP
from tests.factories import make_article

pytestmark = pytest.mark.django_db

migration = import_module("articles.migrations.0009_roles")


@pytest.fixture(autouse=True)
def no_groups():
    Group.objects.all().delete()


def rights(name: str) -> set[str]:
    return set(Group.objects.get(name=name).permissions.values_list("codename", flat=True))


def test_every_role_has_its_group():
    ROLES.grant(), SHOP.grant()

    names = set(Group.objects.values_list("name", flat=True))
    assert names == {"Writer", "Editor", "Reviewer", "Shop manager", "Analyst"}


def test_an_analyst_has_no_right_but_to_look():
    ROLES.grant(), SHOP.grant()

    others = {right for right in rights("Analyst") if not right.startswith("view_")}
    assert others == {"any_article"}


def test_a_writer_publishes_nothing_and_overrides_nothing():
    ROLES.grant()

    forbidden = {"publish_article", "override_checks", "any_article", "review_article"}
    assert not rights("Writer") & forbidden
    assert forbidden <= rights("Editor")


def test_granting_twice_changes_nothing():
    ROLES.grant()
    before = {group.name: rights(group.name) for group in Group.objects.all()}

    ROLES.grant()

    assert {group.name: rights(group.name) for group in Group.objects.all()} == before


def test_a_group_that_was_there_keeps_its_rights_and_its_members():
    group, ines = Group.objects.create(name="Editor"), User.objects.create_user("ines")
    group.permissions.add(Permission.objects.get(codename="view_order"))
    ines.groups.add(group)

    ROLES.grant()
    assert {"view_order", "publish_article"} <= rights("Editor")
    ROLES.revoke()

    assert rights("Editor") == {"view_order"}
    assert list(ines.groups.all()) == [group]


def test_revoking_leaves_no_empty_group():
    ROLES.grant(), SHOP.grant()

    SHOP.revoke(), ROLES.revoke()

    assert not Group.objects.exists()


def test_whoever_worked_on_every_guide_still_does():
    ines, group = User.objects.create_user("ines"), Group.objects.create(name="Newsroom")
    change = Permission.objects.get(codename="change_article")
    ines.user_permissions.add(change)
    group.permissions.add(change)

    migration.keep_access(apps, None)

    assert ines.user_permissions.filter(codename="any_article").exists()
    assert "any_article" in rights("Newsroom")


def test_a_guide_that_is_there_already_belongs_to_whoever_added_it():
    ines, article, imported = User.objects.create_user("ines"), make_article(), make_article()
    LogEntry.objects.create(
        user=ines,
        content_type=ContentType.objects.get_for_model(Article),
        object_id=str(article.pk),
        action_flag=ADDITION,
    )

    migration.remember_who_began(apps, None)

    article.refresh_from_db(), imported.refresh_from_db()
    assert (article.created_by, imported.created_by) == (ines, None)
