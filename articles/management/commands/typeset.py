from django.core.management.base import BaseCommand
from django.db.models import Q
from django.utils import timezone

from articles import typesetting
from articles.models import Edition, Typeset
from fitblog.lib.images import everywhere


class Command(BaseCommand):
    help = "Set the pages of all guides that readers see, or will see, as they are to be now."
    # And make what their pictures lack, so that no page names a file that is not there.

    def handle(self, *args: object, **options: object) -> None:
        for name in everywhere.complete():
            self.stderr.write(f"The file of a picture is missing: {name}")
        coming = Q(live_until=None) | Q(live_until__gt=timezone.now())
        editions = Edition.objects.filter(coming, live_from__isnull=False).order_by("pk")
        for number, edition in enumerate(editions.values_list("pk", flat=True), 1):
            typesetting.keep(edition)
            if number % 1000 == 0:
                self.stdout.write(f"{number} pages")
        Typeset.objects.exclude(edition__in=editions).delete()  # of editions that had their time
        self.stdout.write(self.style.SUCCESS(f"Set {len(editions)} pages."))
