import os
import time
from argparse import ArgumentParser
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from fitblog.demo import drawings
from fitblog.demo.content import Content, read
from fitblog.demo.editor import EMAIL, first_login, make_editor
from fitblog.demo.load import load
from fitblog.demo.reading import ContentError


class Command(BaseCommand):
    help = "Load the demo site, once: topics, authors, products, guides and their pictures."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--editor", action="store_true", help="also make an editor's login")
        parser.add_argument(
            "--address", default="http://127.0.0.1:8000", help="where the site will answer"
        )
        parser.add_argument(
            "--width",
            type=int,
            default=drawings.WIDTH,
            help="pixels the drawings are rendered to; small ones are ready sooner",
        )
        parser.add_argument(
            "--processes", type=int, default=os.cpu_count(), help="that draw side by side"
        )

    def handle(self, **options) -> None:
        if find_spec("resvg_py") is None:
            raise CommandError(
                "The drawings need resvg-py: pip install --require-hashes -r requirements/demo.txt"
            )
        began = time.monotonic()
        try:
            new = load(
                read(), timezone.now(), width=options["width"], processes=options["processes"]
            )
        except ContentError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_made(new, time.monotonic() - began))
        if options["editor"]:
            self.stdout.write(_login(options["address"].rstrip("/") + reverse("admin:index")))


def _made(new: Content, seconds: float) -> str:
    pictures = len(new.topics) + len(new.authors) + len(new.guides)
    pictures += sum(len(product.alts) for product in new.products)
    if not pictures:
        return "The demo site is loaded already; nothing was changed."
    variants = sum(len(product.variants) for product in new.products)
    return (
        f"Loaded the demo site in {seconds:.0f} s: {len(new.topics)} topics, "
        f"{len(new.authors)} authors, {len(new.products)} products in {variants} variants, "
        f"{len(new.guides)} guides, {pictures} pictures."
    )


def _login(address: str) -> str:
    password = make_editor()
    if password:
        return (
            f"The editor's login, shown this once:\n"
            f"  address   {address}\n  e-mail    {EMAIL}\n  password  {password}"
        )
    login, folder = first_login(), Path(settings.DATA_DIR).resolve()
    return (
        f"The login {login.email or login.username!r} for {address} is there already. "
        f"To set a new password:\n"
        f"  DATA_DIR={folder} DEBUG=1 .venv/bin/python manage.py changepassword {login.username}"
    )
