import django.db.models.deletion
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.apps import apps as installed
from django.db import migrations, models

from articles.roles import ROLES

ADDITION = 1


def remember_who_began(apps, schema_editor):
    """The admin's log knows who added a guide."""
    guides = apps.get_model("articles.Article").objects.filter(created_by=None)
    added = apps.get_model("admin.LogEntry").objects.filter(
        content_type__app_label="articles", content_type__model="article", action_flag=ADDITION
    )
    for user, key in added.order_by("action_time").values_list("user", "object_id").iterator():
        guides.filter(pk=key).update(created_by=user)


def keep_access(apps, schema_editor):
    """Whoever works with guides today worked with all of them."""
    create_permissions(installed.get_app_config("articles"), verbosity=0, apps=apps)
    own = apps.get_model("auth.Permission").objects.filter(content_type__app_label="articles")
    kinds = [f"{act}_article" for act in ("view", "change", "delete", "publish")]
    has_some = own.filter(codename__in=kinds)
    every = own.get(codename="any_article")
    groups = apps.get_model("auth.Group").objects.exclude(name="Writer")
    for group in groups.filter(permissions__in=has_some).distinct():
        group.permissions.add(every)
    users = apps.get_model(settings.AUTH_USER_MODEL).objects
    for user in users.filter(user_permissions__in=has_some).distinct():
        user.user_permissions.add(every)


class Migration(migrations.Migration):
    dependencies = [
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("articles", "0008_recovery_and_sharing"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="article",
            options={
                "ordering": ["-changed_at", "-pk"],
                "permissions": [
                    ("publish_article", "Can publish and unpublish guides"),
                    ("override_checks", "Can publish guides that checks block"),
                    ("any_article", "Can work on guides that others wrote"),
                    ("review_article", "Can review guides"),
                ],
                "verbose_name": "guide",
                "verbose_name_plural": "guides",
            },
        ),
        migrations.AddField(
            model_name="article",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="written by",
            ),
        ),
        migrations.RunPython(remember_who_began, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(keep_access, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(ROLES.grant, ROLES.revoke),
    ]
