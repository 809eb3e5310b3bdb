"""The people that rows name: by their user names, for another site numbers its own accounts."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError

from fitblog.lib.portable.rows import Accounts, Model, names_an_account

ALONG = ("email", "first_name", "is_active", "last_name")


def named_by(chosen: list[Model]) -> Accounts:
    """Primary key → user name, of those that a row of these models names."""
    found: set[Any] = set()
    for model in chosen:
        for field in filter(names_an_account, model._meta.concrete_fields):
            found.update(model._base_manager.values_list(field.attname, flat=True).distinct())
    account = get_user_model()
    people = account._base_manager.filter(pk__in=found - {None})
    return dict(people.values_list("pk", account.USERNAME_FIELD))


def lines(names: Accounts) -> Iterator[bytes]:
    """One a person, without password and rights."""
    account = get_user_model()
    for person in account._base_manager.filter(pk__in=names).order_by(account.USERNAME_FIELD):
        said = {"name": person.get_username(), **{one: getattr(person, one) for one in ALONG}}
        yield json.dumps(said, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def store(said: Iterable[bytes]) -> Accounts:
    """User name → primary key. Who is missing here gets an account without password and rights.

    Raises ValidationError for a line that tells of nobody.
    """
    account = get_user_model()
    numbers: Accounts = {}
    for line in said:
        about = json.loads(line)
        if not isinstance(about, dict) or about.keys() != {"name", *ALONG}:
            raise ValidationError("An account has a name and a few facts.")
        name = about.pop("name")
        person = account._base_manager.filter(**{account.USERNAME_FIELD: name}).first()
        if person is None:
            person = account(**{account.USERNAME_FIELD: name}, **about)
            person.set_unusable_password()
            person.save()
        numbers[name] = person.pk
    return numbers
