"""Every address of the admin × everybody: what answers is what docs/roles.md says, and no more."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.importing.proposal import Proposal
from articles.models import (
    Article,
    FormerPath,
    GuideTemplate,
    HomePage,
    ImportedDocument,
    Miss,
    PlainPage,
)
from articles.publishing import keep
from shop.models import Refund, WebhookEvent
from shop.ordering.orders import send
from tests.articles.desk import make_member, signed_in
from tests.factories import (
    make_article,
    make_author,
    make_collection,
    make_delivery_method,
    make_discount,
    make_picture,
    make_tax_rate,
    make_topic,
    make_variant,
)
from tests.shop.desk import paid_order

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).parents[2] / "docs" / "roles.md"
# The door itself, and what leads from there to the site.
DOOR = {
    "login/",
    "logout/",
    "password_change/",
    "password_change/done/",
    "r/<content_type_id>/<object_id>/",
}
# These answer a POST as they do a GET.
READING = {"changelist", "history", "index", "jsi18n", "export", "words"}
FIELD = {"app_label": "articles", "model_name": "relatedpin", "field_name": "target"}
# What does the deed, where an empty form would be sent back.
POSTED = {
    "delete": {"post": "yes"},
    "unpublish": {"_now": "1"},
    "share": {"_share": "1"},
    "recovery": {"title": "Typed"},
    "act": {"note": "Rang"},
    "import": {"pasted": "Hang on a bar"},
    "outline": {"act": "forget"},
}


def rows() -> Iterator[tuple[str, dict[str, str]]]:
    """Each address with the cells beside it, by column."""
    lines = [
        [cell.strip() for cell in line.strip("|\n").split("|")]
        for line in TABLE.read_text().splitlines()
        if line.startswith(("| address", "| `"))
    ]
    columns = lines[0][1:]
    for line in lines[1:]:
        yield line[0].strip("`"), dict(zip(columns, line[1:], strict=True))


EXPECTED = dict(rows())
COLUMNS = list(next(iter(EXPECTED.values())))


def addresses() -> dict[str, str]:
    """Every address that the admin answers, as the table writes it, with its name."""
    found = {
        re.sub(r"<(\w+:)?(\w+)>", r"<\2>", address): name
        for address, name in _walk(admin.site.get_urls())
    }
    return {address or "/": found[address] for address in found if address not in DOOR}


def _walk(patterns: list[Any], before: str = "") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        address = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _walk(pattern.url_patterns, address)
        elif not address.startswith("^") and not address.startswith("(?P"):
            yield address, pattern.name or ""


def row_of(address: str) -> str | None:
    """The address's own row, or that of everything in its part of the admin."""
    whole = re.sub(r"^([^/]+/).*", r"\1…", address)
    return next((row for row in (address, whole) if row in EXPECTED), None)


def test_every_address_has_a_row():
    assert [address for address in addresses() if not row_of(address)] == []


def test_every_row_has_an_address():
    found = {row_of(address) for address in addresses()}

    assert [row for row in EXPECTED if row not in found] == []


@pytest.fixture
def writer() -> User:
    return make_member("Writer")


@pytest.fixture
def site(writer) -> dict[str, Any]:
    """One of everything, by the model's name; the guide has an edition in its history."""
    variant, order = make_variant(), paid_order()
    refund = {"amount": 1, "by": "ines", "credit_number": 1}
    guides = {
        "own": make_article("Own", created_by=writer, sections=["One"], tags=["hang"]),
        "other": make_article("Another’s", sections=["One"]),
    }
    for guide in guides.values():
        keep(guide)
        Article.objects.filter(pk=guide.pk).update(excerpt="Changed since.")
    return guides | {
        "documents": {"Own": import_document(writer), "Another’s": import_document(None)},
        "author": make_author("Nobody’s"),
        "topic": make_topic("Nobody’s"),
        "tag": guides["own"].tags.get(),
        "picture": make_picture(),
        "plainpage": PlainPage.objects.create(title="About", slug="about", text="<p>We.</p>"),
        "formerpath": FormerPath.objects.create(path="/old", page="/"),
        "guidetemplate": GuideTemplate.objects.create(name="Exercise"),
        "miss": Miss.objects.create(words="zercher", last_on=timezone.localdate()),
        "homepage": HomePage.objects.get_or_create()[0],
        "product": variant.product,
        "variant": variant,
        "collection": make_collection(),
        "discount": make_discount(),
        "deliverymethod": make_delivery_method("Slow"),
        "taxrate": make_tax_rate(),
        "order": order,
        "parcel": send(order, by="ines"),
        "refund": Refund.objects.create(payment=order.payments.get(), **refund),
        "webhookevent": WebhookEvent.objects.create(provider="demo", event_id="1", body="{}"),
    }


def import_document(user: User | None) -> int:
    """The key of a document that somebody is about to import."""
    user = user or User.objects.create_user("another")
    proposal = Proposal("Hang").to_json()
    return ImportedDocument.objects.create(user=user, name="Hang", proposal=proposal).pk


@pytest.mark.parametrize("column", COLUMNS)
def test_each_answers_as_the_table_says(column, site, writer):
    client, guide = visitor(column, writer), site["other" if column == "Writer, other" else "own"]
    found, wanted = {}, {}

    for address, name in addresses().items():
        if (row := row_of(address)) == address:
            wanted[row] = EXPECTED[row][column]
            found[row] = answer(client, filled(address, site, guide), name.split("_")[-1], guide)
        elif column != "superuser":
            # A part of the admin that nobody here has to do with.
            wanted[address] = EXPECTED[row][column]
            word = answer(client, re.sub("<.+?>", "1", address), "", guide)
            found[address] = "no" if word in {"none", "lead"} else word

    assert found == wanted


def visitor(column: str, writer: User) -> Client:
    if column == "anonymous":
        return Client()
    if column == "superuser":
        return signed_in(User.objects.create_superuser("chief"))
    if column == "staff":
        return signed_in(User.objects.create_user("porter", is_staff=True))
    return signed_in(writer if column.startswith("Writer") else make_member(column))


def filled(address: str, site: dict[str, Any], guide: Article) -> str:
    """The address of what there is."""
    model = address.split("/")[1] if address.count("/") > 1 else ""
    subject = guide if model == "article" else site.get(model)
    known = {"number": 1, "name": "note", "kind": "md"} | {
        name: site[name].pk for name in ("parcel", "refund")
    }
    known["document"] = site["documents"]["Own" if guide == site["own"] else "Another’s"]
    if subject:
        known |= {"object_id": subject.pk, "key": subject.pk}
    return re.sub(r"<(\w+)>", lambda match: str(known[match[1]]), address)


def answer(client: Client, address: str, name: str, guide: Article) -> str:
    """The word of the table for what GET and POST answer. A look never writes."""
    path, posted = f"/admin/{address.lstrip('/')}", POSTED.get(name, {})
    if name == "restore":
        posted = {"seen": Article.objects.get(pk=guide.pk).version}
    shown, wrote = ask(client.get, path, FIELD if name == "autocomplete" else {})
    assert wrote == [], f"GET {path}"
    done, wrote = ask(client.post, path, posted)
    word = WORDS.get((shown, done)) or f"{shown} {done}"
    if word == "do" and name in READING:
        word = "look"
    assert word == "do" or wrote == [], f"POST {path}"
    return word


WORDS = {
    ("login", "login"): "login",
    ("no", "no"): "no",
    ("none", "none"): "none",
    ("lead", "lead"): "lead",
    ("lead", "no"): "no",
    ("lead", "yes"): "do",
    ("wrong", "no"): "no",
    ("wrong", "none"): "none",
    ("wrong", "yes"): "do",
    ("wrong", "lead"): "lead",
    ("yes", "wrong"): "look",
    ("yes", "no"): "look",
    ("yes", "yes"): "do",
    ("none", "wrong"): "none",
    ("no", "wrong"): "no",
}


def ask(method: Any, path: str, fields: dict[str, Any]) -> tuple[str, list[str]]:
    """What is answered, and the statements that wrote. Everything is rolled back."""
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        response = method(path, fields)
        transaction.set_rollback(True)
    statements = [query["sql"] or "" for query in asked.captured_queries]
    wrote = [sql for sql in statements if re.match("INSERT|UPDATE|DELETE", sql)]
    return meaning(response, path, bool(wrote)), wrote


def meaning(response: HttpResponse, path: str, has_written: bool) -> str:
    if response.status_code == 302:
        if response.url.startswith("/admin/login/"):
            return "login"
        if response.url == "/admin/" and not has_written:
            return "none"  # Django's way to say that a row is not there
        return "lead" if response.url.endswith("/change/") and not has_written else "yes"
    return {403: "no", 404: "none", 405: "wrong"}.get(response.status_code, "yes")
