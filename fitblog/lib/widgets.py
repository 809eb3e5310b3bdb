"""What stands behind a rich text in a form."""

from ckeditor.widgets import CKEditorWidget
from django.forms import Media


class RichTextWidget(CKEditorWidget):
    """CKEditor, as lib/editor.py sets it up. To swap the editor, swap this class."""

    def __init__(self, attrs: dict[str, str] | None = None) -> None:
        super().__init__(template_name="lib/rich_text.html", attrs=attrs)

    @property
    def media(self) -> Media:
        editor = super().media
        # One list, because Django keeps the order within a list alone, and the shim has to run
        # after the editor: it changes templates before the first instance is made.
        return Media(
            css={"all": [*editor._css["all"], "css/ckeditor.css"]},
            js=[*editor._js, "js/ckeditor-shim.js", "js/rich-text.js"],
        )

    def use_required_attribute(self, initial: str | None) -> bool:
        """Never: the browser would point to a field that the editor hides."""
        return False
