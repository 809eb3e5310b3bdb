"""A site goes into one file, and an empty site becomes the same site from it."""

import json
import os
import subprocess
import sys
import zipfile
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles import publishing
from articles.exporting import LEFT_BEHIND, OF_CUSTOMERS, models_of_a_site
from articles.models import Article, Author, Edition, FormerSlug, Picture, RecoveryCopy
from shop.models import Order, Product, StockAlert, Variant
from tests.factories import (
    make_article,
    make_author,
    make_cart,
    make_collection,
    make_discount,
    make_picture,
    make_product_picture,
    make_tax_rate,
    make_topic,
    make_variant,
    publish_article,
)
from tests.shop.ordering import make_order, make_payment

ROOT = Path(__file__).parents[2]
ODD = "Würze, “quotes” & <b>\u2028 \U0001f3cb 你好"


@pytest.fixture
def site(db):
    """A bit of everything, with the words and numbers that go wrong on the way."""
    writer = get_user_model().objects.create_user("ines", "ines@example.org", "-", is_staff=True)
    variant = make_variant(price="19.905", compare_at_price="24.125", stock=3)
    make_product_picture(variant.product)
    make_collection(variant.product)
    make_discount()
    make_tax_rate()
    hero = make_picture(alt=ODD)
    article = make_article(ODD, slug="odd", hero=hero, author=make_author(ODD, slug="odd"))
    article.sections.create(heading="Text", body=f"<p>{ODD}</p>", product=variant.product)
    publishing.publish(article, by=writer)
    article.title = "Another title"
    article.save()
    publishing.publish(article, at=timezone.now() + timedelta(days=3), by=writer)
    FormerSlug.objects.create(article=article, slug="older")
    make_article("A draft", topic=make_topic("Empty shelf"))
    make_cart(variant)
    make_payment(make_order((variant, 2)))
    StockAlert.objects.create(variant=variant, email="maya.osei@postbox.example")
    return article


@pytest.fixture
def emptied(transactional_db):
    def empty() -> None:
        for picture in Picture.objects.all():
            for name in picture.as_image().files():
                default_storage.delete(name)
        call_command("flush", interactive=False, verbosity=0)

    return empty


def content(picture: Picture) -> bytes:
    with default_storage.open(picture.file.name) as file:
        return file.read()


def exported(path: Path, *options: str) -> bytes:
    call_command("export_site", str(path), *options, verbosity=0)
    return path.read_bytes()


@pytest.mark.django_db(transaction=True)
def test_the_same_site_comes_back_with_the_same_bytes(site, emptied, tmp_path):
    before = exported(tmp_path / "before.zip", "--orders")
    hero = content(site.hero)
    emptied()

    call_command("import_site", str(tmp_path / "before.zip"), verbosity=0)

    assert exported(tmp_path / "after.zip", "--orders") == before
    assert Edition.objects.live().get().title == ODD
    assert Edition.objects.live(timezone.now() + timedelta(days=4)).get().title == "Another title"
    assert Edition.objects.get(number=1).created_by.get_username() == "ines"
    assert Variant.objects.get().history.count() == 1  # the log came along, nothing was added
    assert Order.objects.get().payments.count() == 1
    assert content(Picture.objects.get(alt=ODD)) == hero
    # New rows go on after those that came.
    publish_article("Written afterwards")
    make_variant()


def other_kind(folder: Path) -> dict[str, str]:
    """The environment of an empty site of its own, on SQLite."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": f"sqlite:///{folder / 'other.sqlite3'}",
        "TEST_DATA_DIR": str(folder),
        "PYTEST_XDIST_WORKER": "other",
    }


def test_it_goes_to_another_database_and_back(site, emptied, tmp_path):
    """From PostgreSQL to SQLite and back to PostgreSQL, where the tests run on that."""
    here = exported(tmp_path / "here.zip", "--orders")
    (tmp_path / "other").mkdir()

    def there(*command: str) -> None:
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=other_kind(tmp_path),
            check=True,
            stdout=subprocess.DEVNULL,
        )

    there("migrate", "--verbosity", "0")
    there("import_site", str(tmp_path / "here.zip"))
    there("export_site", str(tmp_path / "there.zip"), "--orders")
    emptied()
    call_command("import_site", str(tmp_path / "there.zip"), verbosity=0)

    assert (tmp_path / "there.zip").read_bytes() == here
    assert exported(tmp_path / "back.zip", "--orders") == here


def test_what_is_of_customers_goes_along_only_when_asked_for(site, tmp_path):
    exported(tmp_path / "a.zip")

    text = "".join(pieces(tmp_path / "a.zip").values())

    assert "shop.Variant" in names(tmp_path / "a.zip")
    assert "shop.Order" not in names(tmp_path / "a.zip")
    assert "maya.osei" not in text
    assert "ines@example.org" in text  # who published


def test_passwords_and_open_forms_never_go_along(site, tmp_path):
    user = get_user_model().objects.get()
    user.set_password("a secret of the old site")
    user.save()
    RecoveryCopy.objects.create(article=site, user=user, fields={"title": ["half a word"]})

    exported(tmp_path / "a.zip", "--orders")

    text = "".join(pieces(tmp_path / "a.zip").values())
    assert user.password not in text
    assert "half a word" not in text


@pytest.mark.django_db(transaction=True)
def test_accounts_come_without_password_and_rights(site, emptied, tmp_path):
    exported(tmp_path / "a.zip")
    emptied()

    call_command("import_site", str(tmp_path / "a.zip"), verbosity=0)

    person = get_user_model().objects.get()
    assert person.get_username() == "ines"
    assert not person.has_usable_password()
    assert not person.is_staff


def test_a_site_that_is_not_empty_is_left_alone(site, tmp_path):
    exported(tmp_path / "a.zip")

    with pytest.raises(CommandError, match="This site is not empty: it has"):
        call_command("import_site", str(tmp_path / "a.zip"))


def test_a_file_that_is_there_is_not_overwritten_unasked(site, tmp_path):
    exported(tmp_path / "a.zip")

    with pytest.raises(CommandError, match="is there already"):
        call_command("export_site", str(tmp_path / "a.zip"))
    exported(tmp_path / "a.zip", "--overwrite")


def test_a_missing_picture_is_told_and_stops_nothing(site, tmp_path, capsys):
    default_storage.delete(site.hero.file.name)

    exported(tmp_path / "a.zip")

    assert f"The storage has no “{site.hero.file.name}”" in capsys.readouterr().err


# What is wrong with the archive: nothing is taken in, and the sentence says why.


def pieces(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        return {n: archive.read(n).decode("latin-1") for n in archive.namelist()}


def names(path: Path) -> set[str]:
    return {n.removeprefix("rows/").removesuffix(".jsonl") for n in pieces(path)}


def rewritten(path: Path, change, *, hashes: bool = True) -> Path:
    """The archive with its pieces (name → text) changed, and its hashes made to fit."""
    found = pieces(path)
    change(found)
    manifest = json.loads(found.pop("manifest.json"))
    if hashes:
        manifest["pieces"] = {n: sha256(t.encode("latin-1")).hexdigest() for n, t in found.items()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in found.items():
            archive.writestr(name, text.encode("latin-1"))
        archive.writestr("manifest.json", json.dumps(manifest))
    return path


def refusal(path: Path) -> str:
    with pytest.raises(CommandError) as refused:
        call_command("import_site", str(path))
    assert not any(model._base_manager.exists() for model in models_of_a_site(orders=True))
    return str(refused.value)


@pytest.fixture
def archive(site, emptied, tmp_path) -> Path:
    exported(tmp_path / "a.zip", "--orders")
    emptied()
    return tmp_path / "a.zip"


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 half a zip"])
def test_no_zip(db, tmp_path, content):
    (tmp_path / "a.zip").write_bytes(content)

    assert refusal(tmp_path / "a.zip") == "“a.zip” is no whole zip file."


def test_no_file(db, tmp_path):
    assert "cannot be read" in refusal(tmp_path / "none.zip")


def test_half_an_archive(archive):
    archive.write_bytes(archive.read_bytes()[:-2000])

    assert refusal(archive) == "“a.zip” is no whole zip file."


def test_a_zip_of_something_else(db, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as other:
        other.writestr("letter.txt", "Dear Sir")

    assert "its manifest is missing" in refusal(tmp_path / "a.zip")


def test_a_changed_word(archive):
    def change(found):
        name = "rows/articles.Article.jsonl"
        found[name] = found[name].replace("A draft", "A drift")

    rewritten(archive, change, hashes=False)

    assert "“rows/articles.Article.jsonl” is not as it was" in refusal(archive)


def test_a_piece_too_many(archive):
    rewritten(archive, lambda found: found.update(more="x"), hashes=False)

    assert "other pieces than its manifest names" in refusal(archive)


def test_rows_of_a_model_that_is_not_known(archive):
    rewritten(archive, lambda found: found.update({"rows/auth.User.jsonl": "{}"}))

    assert "does not know what “rows/auth.User.jsonl” is" in refusal(archive)


def test_another_version(archive):
    def change(found):
        found["manifest.json"] = found["manifest.json"].replace('"articles": "', '"articles": "9')

    rewritten(archive, change)

    assert "made by another version" in refusal(archive)


@pytest.mark.parametrize("row", ["[]", "{}", "nonsense", '{"id": 1, "extra": 2}'])
def test_a_row_that_is_none_takes_back_what_came_before_it(archive, row):
    def change(found):
        found["rows/shop.Variant.jsonl"] += row

    rewritten(archive, change)
    files = default_storage.listdir("pictures")

    assert "Row 2 of shop.Variant cannot be taken in" in refusal(archive)
    assert default_storage.listdir("pictures") == files


def test_a_row_that_names_another_that_is_missing(archive):
    rewritten(archive, lambda found: found.update({"rows/articles.Topic.jsonl": ""}))

    assert "missing" in refusal(archive)


def test_html_is_cleaned_on_this_road_too(archive):
    """What the cleaner changes is not what the archive says: it was tampered with."""

    def change(found):
        name = "rows/articles.Section.jsonl"
        found[name] = found[name].replace("<p>", "<script>alert(1)</script><p>")

    rewritten(archive, change)

    assert "read back differ from the archive" in refusal(archive)


@pytest.mark.parametrize("name", ["../outside.jpg", "/etc/outside.jpg", "pictures/../../x.jpg"])
def test_a_file_that_wants_out_of_the_folder(archive, name):
    rewritten(archive, lambda found: found.update({f"media/{name}": "x"}))

    assert "is no name for a file" in refusal(archive)


# Which models are part of a site.


def test_every_model_is_taken_along_or_named_with_a_reason():
    known = {model._meta.label for model in models_of_a_site(orders=True)}

    assert LEFT_BEHIND.keys().isdisjoint(known)
    assert known >= OF_CUSTOMERS
    assert {Article, Author, Edition, Product} <= set(models_of_a_site(orders=False))
