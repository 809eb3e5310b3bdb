"""How CKEditor is set up: what it offers, what it lets through, what it never loads."""

from typing import Any

from fitblog.lib.html import ALLOWED

# Only these are started; what they need comes with them. The rest of the bundle stays asleep.
PLUGINS = (
    "divarea",  # writes in the page itself: the frame it replaces needs inline scripts
    "a11yhelp",
    "basicstyles",
    "blockquote",
    "clipboard",
    "enterkey",
    "entities",
    "format",
    "htmlwriter",
    "indentlist",
    "link",
    "list",
    "pastefromgdocs",
    "removeformat",
    "toolbar",
    "undo",
)
# Never, not even when another plugin asks for one: these name outside hosts, send files, open
# windows, or write what the cleaner takes out again.
NEVER = (
    "wysiwygarea scayt wsc exportpdf iframe flash forms preview print save newpage templates "
    "smiley uploadimage filebrowser elementspath about div bidi language colorbutton font "
    "pastefromword image copyformatting sourcearea"
).split()


def allowed_content() -> dict[str, dict[str, str]]:
    """CKEditor's filter, made from the cleaner's list. A link without an address is none."""
    rules: dict[str, dict[str, str]] = {
        tag: {"attributes": ",".join(sorted(names))} if names else {}
        for tag, names in ALLOWED.items()
    }
    rules["a"] = {"attributes": "!href"}
    return rules


CONFIG: dict[str, Any] = {
    "plugins": ",".join(PLUGINS),
    "removePlugins": ",".join(NEVER),
    "toolbar": [
        ["Format"],
        ["Bold", "Italic"],
        ["Link", "Unlink"],
        ["NumberedList", "BulletedList", "Blockquote"],
        ["RemoveFormat"],
        ["Undo", "Redo"],
    ],
    "format_tags": "p;h4",
    "allowedContent": allowed_content(),
    "removeDialogTabs": "link:target;link:advanced;link:upload",
    "linkDefaultProtocol": "https://",
    # As the cleaner writes it, so that opening a text and saving it changes nothing.
    "entities": False,
    "fillEmptyBlocks": False,
    "disableNativeSpellChecker": False,
    "width": "auto",
    "height": "auto",
    "resize_enabled": False,
    # Three requests less: its own settings, styles and content sheet say nothing here.
    "customConfig": "",
    "stylesSet": False,
    "contentsCss": [],
    "versionCheck": False,
}
