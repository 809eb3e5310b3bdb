"""Modules that import each other become one file, and do the same."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.core.management.base import CommandError

from fitblog.lib.bundle import is_our_script, scripts


def joined(**files: str) -> str:
    """js/main.js as production serves it."""
    storage = InMemoryStorage()
    names = [f"js/{name}.js" for name in files]
    for name, text in zip(names, files.values(), strict=True):
        storage.save(name, ContentFile(text.encode()))
    return scripts({name: (storage, name) for name in names})["js/main.js"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('import { say } from "./one.js";\nsay(2);\n', "2"),
        ('import { say as tell } from "./one.js";\ntell(3);\n', "3"),
        ('import "./two.js";\n', "two"),
        ('import "./two.js";\nimport { say } from "./one.js";\nsay(4);\n', "two,4"),
    ],
)
def test_what_is_imported_runs_before_and_once(page, text, said):
    script = joined(
        main=text,
        one="const words = [];\nexport function say(word) {\n  words.push(word);\n  "
        "window.said = [window.said ?? [], word].flat();\n}\n",
        two='import { say } from "./one.js";\nconst words = "two";\nsay(words);\n',
    )

    page.evaluate(script)

    assert page.evaluate("window.said.join()") == said


def test_what_is_fetched_when_it_is_needed_stays_apart():
    assert joined(main='import("./one.js");\n', one="") == 'import("./one.js");\n'


def test_comments_on_lines_of_their_own_go():
    assert joined(main="// why\n  // so\nlet a = 1; // here\n") == "let a = 1; // here\n"


def test_a_module_that_is_not_there_is_named():
    with pytest.raises(CommandError, match=r"js/main.js imports js/gone.js, which is not"):
        joined(main='import "./gone.js";\n')


def test_modules_that_import_each_other_are_named():
    with pytest.raises(CommandError, match=r"js/one.js imports js/main.js, which imports it"):
        joined(main='import "./one.js";\n', one='import "./main.js";\n')


@pytest.mark.parametrize(
    "line", ['import all from "./one.js";', 'import "../one.js";', "export let one = 1;"]
)
def test_what_cannot_be_joined_is_refused(line):
    with pytest.raises(CommandError, match="cannot be joined"):
        joined(main=f"{line}\n", one="")


def test_the_desks_modules_stay_apart():
    assert is_our_script("js/main.js")
    assert not is_our_script("js/admin/typing.js")
    assert not is_our_script("ckeditor/ckeditor/ckeditor.js")
