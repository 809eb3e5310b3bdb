"""The command that writes related guides for a corpus of texts."""

import json

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, RelatedGuide, Tag
from tests.factories import publish_article

pytestmark = pytest.mark.django_db
CORPUS = [
    {"id": "a", "title": "Grip", "tags": ["Bar"], "headings": ["Chalk"], "body": "rope chalk hang"},
    {"id": "b", "title": "Rope", "tags": ["bar", "bar"], "headings": [], "body": "rope chalk wall"},
    {"id": 3, "title": "Oats", "body": "milk <b> & spoon", "date": "2026-01-02"},
    {"id": "d", "title": "Milk", "tags": None, "body": "spoon", "date": "no day"},
    {"id": "e", "title": "", "tags": [""], "headings": [""], "body": ""},
    {"id": "f", "title": "深蹲 " * 90, "tags": ["深蹲"], "body": "深蹲训练", "lang": "zh"},
]


def predict(tmp_path, rows) -> dict:
    lines = "\n".join(json.dumps(row) for row in rows)
    (tmp_path / "corpus.jsonl").write_text(lines, encoding="utf-8")
    out = tmp_path / "out.jsonl"

    call_command("predict_related", str(tmp_path), "--out", str(out))

    found = [json.loads(line) for line in out.read_text().splitlines()]
    return {row["id"]: row["related"] for row in found}


def test_every_text_has_a_list_of_the_others_the_nearest_first(tmp_path):
    found = predict(tmp_path, CORPUS)

    assert found["a"][0] == "b"
    assert found[3][0] == "d"
    for name, others in found.items():
        assert sorted(map(str, [name, *others])) == sorted(str(row["id"]) for row in CORPUS)


def test_the_sites_own_guides_have_no_part_in_it_and_nothing_is_left_behind(tmp_path):
    own = publish_article("Grip", introduction="<p>rope chalk hang</p>")

    found = predict(tmp_path, CORPUS)

    assert len(found) == len(CORPUS)
    own.refresh_from_db()
    assert own.live_from
    assert Article.objects.count() == 1
    assert not RelatedGuide.objects.exists()
    assert not Tag.objects.exists()


@pytest.mark.parametrize("text", ["{", "[1]", '{"title": "without an id"}'])
def test_what_is_no_corpus_is_told_in_a_sentence(tmp_path, text):
    (tmp_path / "corpus.jsonl").write_text(text)

    with pytest.raises(CommandError, match=r"corpus\.jsonl"):
        call_command("predict_related", str(tmp_path), "--out", str(tmp_path / "out"))
