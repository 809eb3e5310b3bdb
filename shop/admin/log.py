"""Who changed what, in the admin."""

from django.urls import URLPattern
from simple_history.admin import SimpleHistoryAdmin


class LoggedAdmin(SimpleHistoryAdmin):
    """With the log behind “History”.

    An old state cannot be brought back: its stock would put what was sold back on the shelf.
    """

    object_history_list_template = "admin/shop/_log.html"

    def get_urls(self) -> list[URLPattern]:
        return super(SimpleHistoryAdmin, self).get_urls()

    def revert_disabled(self, *args: object) -> bool:
        return True
