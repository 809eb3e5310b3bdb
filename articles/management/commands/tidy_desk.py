from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import trash
from articles.models import ImportedDocument, RecoveryCopy, ShareLink

RECOVERY_KEPT_FOR = timedelta(days=30)


class Command(BaseCommand):
    help = "Delete what the desk keeps for a while only: run it once a day."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        forgotten = RecoveryCopy.objects.filter(kept_at__lte=now - RECOVERY_KEPT_FOR)
        imports = ImportedDocument.objects.filter(changed_at__lte=now - RECOVERY_KEPT_FOR)
        expired = ShareLink.objects.filter(expires_at__lte=now)
        for words, count in (
            (_("guides that lay in the trash for 30 days"), trash.empty()),
            (_("forms kept for recovery that nobody came back for"), forgotten.delete()[0]),
            (_("documents that nobody went on importing"), imports.delete()[0]),
            (_("share links that have expired"), expired.delete()[0]),
        ):
            self.stdout.write(f"{count:>6}  {words}")
