"""The editors' form as a browser sends it: opened, written in, handed in."""

from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from articles import roles as guide_roles
from articles.models import Article
from shop import roles as shop_roles

ADD = reverse("admin:articles_article_add")


def make_editor(*codenames: str, **fields: Any) -> User:
    """Somebody of the newsroom, who may do this with every guide.

    Without `publish_article` their guides wait for another.
    """
    user = User.objects.create_user(**{"username": "ines", "is_staff": True, **fields})
    every = ("any_article", *codenames) if codenames else ()
    user.user_permissions.set(Permission.objects.filter(codename__in=every))
    return user


def make_member(role: str, **fields: Any) -> User:
    """Somebody of the staff in this role's group alone.

    Its rights are granted once more: a test with real transactions empties every table.
    """
    guide_roles.ROLES.grant()
    shop_roles.ROLES.grant()
    user = User.objects.create_user(**{"username": role, "is_staff": True, **fields})
    user.groups.add(Group.objects.get(name=role))
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def chief() -> Client:
    return signed_in(User.objects.create_superuser("chief"))


def address(article: Article | None) -> str:
    return reverse("admin:articles_article_change", args=[article.pk]) if article else ADD


def opened(client: Client, article: Article | None = None) -> dict[str, Any]:
    """The fields of the form as they stand, ready to be changed and handed in."""
    context = client.get(address(article)).context
    forms = [context["adminform"].form]
    for group in context["inline_admin_formsets"]:
        forms += [group.formset.management_form, *group.formset.forms]
    fields = {field.html_name: field.value() for form in forms for field in form}
    return {name: "" if value is None else value for name, value in fields.items()} | {
        "tags": fields["tags"] or [],
        "seen": context["seen"],
    }


def add_row(fields: dict[str, Any], group: str, **values: Any) -> str:
    """Another row in this group of the form; returns the prefix of its fields."""
    prefix = f"{group}-{fields[f'{group}-TOTAL_FORMS']}"
    fields[f"{group}-TOTAL_FORMS"] += 1
    fields |= {f"{prefix}-{name}": value for name, value in values.items()}
    return prefix


def hand_in(
    client: Client, fields: dict[str, Any], article: Article | None = None, button: str = "_save"
) -> HttpResponse:
    fields = {name: value for name, value in fields.items() if value is not False}
    return client.post(address(article), fields | {button: "1"})


def sentences(response: HttpResponse) -> dict[str, list[str]]:
    """What the form says, by the name of the field it stands beside ("" is above the form)."""
    said: dict[str, list[str]] = {}
    forms = [response.context["adminform"].form]
    for group in response.context["inline_admin_formsets"]:
        forms += group.formset.forms
        if group.formset.non_form_errors():
            said[group.formset.prefix] = list(group.formset.non_form_errors())
    for form in forms:
        for name, errors in form.errors.items():
            key = "" if name == "__all__" else form.add_prefix(name)
            said[key] = [str(error) for error in errors]
    return said
