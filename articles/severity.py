from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Severity(TextChoices):
    """What a finding of a check means for publishing. The worst comes first."""

    BLOCK = "block", _("Blocks")
    WARN = "warn", _("To look at")
    HINT = "hint", _("Hint")
