from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.contrib.auth import (
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
    get_user_model,
)
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count

from articles.models import Article
from fitblog.demo import handbook


class Command(BaseCommand):
    help = "Take the pictures of docs/editors.md anew, from the demo site with DEBUG=1."

    def handle(self, **options: object) -> None:
        guide, user, browser = self._needed()
        sessions = import_module(settings.SESSION_ENGINE).SessionStore
        session = sessions()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        folder = Path(settings.BASE_DIR) / "docs" / "pictures"
        folder.mkdir(exist_ok=True)
        try:
            for path in handbook.draw(folder, browser, guide.pk, session.session_key):
                self.stdout.write(f"{path.relative_to(settings.BASE_DIR)}  {_size(path)}")
        finally:
            sessions(session.session_key).delete()

    def _needed(self) -> tuple[Article, object, str]:
        if find_spec("playwright") is None:
            raise CommandError(
                "The pictures need Playwright: pip install --require-hashes -r requirements/dev.txt"
            )
        if not settings.DEBUG:
            raise CommandError("Set DEBUG=1, as `make dev` does: static files are served as is.")
        browser = handbook.chromium()
        if browser is None:
            raise CommandError("No Chromium found: install it, or set CHROMIUM to its path.")
        guides = Article.objects.annotate(number=Count("editions")).order_by("-number", "slug")
        guide = guides.filter(number__gt=1).first()
        user = get_user_model().objects.filter(is_superuser=True, is_active=True).first()
        if guide is None or user is None:
            raise CommandError("Load the demo site first: manage.py load_demo --editor")
        return guide, user, browser


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 1024:.0f} KB"
