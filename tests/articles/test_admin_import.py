"""Paste a document, look at its outline, change it, make a draft."""

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.models import Article, ImportedDocument, Picture
from tests.articles.desk import make_member, signed_in
from tests.articles.test_import_enclosed import picture

pytestmark = pytest.mark.django_db
IMPORT = reverse("admin:articles_article_import")
TEXT = """Hang First, Pull Later

A bar teaches more than a machine does, and it starts with doing nothing at all but hanging.

Key takeaways

- Grip: it comes first.
- Time: ten seconds are enough.

How to Hang

Hold on. Breathe. Come down before you fall, not after it, and do it again.

A Closer Look

Thumbs around the bar make a difference that you feel at once in the forearm.

FAQ

How long?

Ten seconds.
"""


@pytest.fixture
def writer() -> User:
    return make_member("Writer")


@pytest.fixture
def desk(writer):
    return signed_in(writer)


def paste(desk, text: str = TEXT, **fields) -> str:
    """The address of the outline."""
    response = desk.post(IMPORT, {"pasted": text, **fields})
    assert response.status_code == 302, response.context["form"].errors
    return response.url


def act(desk, address: str, does: str, **fields) -> list[str]:
    """Do it; what the page then says."""
    response = desk.post(address, {"act": does, **fields}, follow=True)
    return [str(message) for message in response.context["messages"]]


def outline() -> list[str]:
    proposal = ImportedDocument.objects.get().proposal
    lines = [f"- {t['label']} | {t['text']}" for t in proposal["takeaways"]]
    lines += [f"H{s['level']} {s['kind']} {s['heading']}" for s in proposal["sections"]]
    return lines + [f"? {item['question']}" for item in proposal["faq"]]


READ = [
    "- Grip | it comes first.",
    "- Time | ten seconds are enough.",
    "H2 text How to Hang",
    "H2 text A Closer Look",
    "? How long?",
]
# Parts by number: 0 introduction, 1 and 2 takeaways, 3 and 4 sections, 5 the question.


def test_a_pasted_document_is_shown_as_an_outline_beside_its_source(desk):
    page = desk.get(paste(desk)).content.decode()

    assert outline() == READ
    assert "How to Hang" in page
    assert '<li id="line-1" value="1">Hang First, Pull Later</li>' in page
    assert not Article.objects.exists()


def test_what_was_guessed_says_how_sure_it_is_and_why(desk):
    page = desk.get(paste(desk)).content.decode()

    assert "% sure" in page
    assert "Because:" in page


def test_an_uploaded_file_is_read(desk):
    file = SimpleUploadedFile("hang.html", b"<h1>Hang</h1><p>On a bar.</p><h2>Why</h2><p>Grip.</p>")

    desk.post(IMPORT, {"file": file})

    assert outline() == ["H2 text Why"]


def test_formatting_that_the_browser_has_of_a_paste_counts(desk):
    paste(desk, "Hang\nWhy", rich="<h1>Hang</h1><p>On a bar.</p><h2>Why</h2><p>Grip.</p>")

    assert outline() == ["H2 text Why"]


def test_the_format_can_be_set(desk):
    paste(desk, "# Hang\n\nOn *a* bar.\n", source="markdown")

    assert ImportedDocument.objects.get().proposal["source"] == "markdown"
    assert "<em>a</em>" in ImportedDocument.objects.get().proposal["introduction"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Paste a document, or choose a file."),
        ({"pasted": "---"}, "The pasted document holds no words."),
        ({"pasted": '{"db":[{"data":{"posts":[]}}]}'}, "manage.py import_blog"),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7 text")}, "a.pdf holds a PDF document"),
    ],
)
def test_what_cannot_be_read_is_refused_beside_its_field(desk, fields, sentence):
    response = desk.post(IMPORT, fields)

    assert sentence in response.content.decode()
    assert not ImportedDocument.objects.exists()


def test_a_level_is_lowered_and_raised(desk):
    address = paste(desk)

    act(desk, address, "lower:4")
    assert outline()[3] == "H3 text A Closer Look"

    act(desk, address, "raise:4")
    assert outline() == READ


def test_the_first_section_stays_on_level_2(desk):
    address = paste(desk)

    assert act(desk, address, "lower:3") == ["The first section cannot stand below another one."]
    assert outline() == READ


@pytest.mark.parametrize(
    ("number", "kind", "line"),
    [
        (4, "conclusion", "H2 conclusion A Closer Look"),
        (4, "question", "? A Closer Look"),
        (4, "takeaway", "- A Closer Look | Thumbs around the bar make a difference that you"),
        (1, "text", "H2 text Grip"),
        (5, "steps", "H2 steps How long?"),
        (0, "story", "H2 story A bar teaches more"),
    ],
)
def test_a_part_becomes_another_kind(desk, number, kind, line):
    address = paste(desk)

    act(desk, address, f"kind:{number}", **{f"choice-kind-{number}": kind})

    assert [said for said in outline() if said.startswith(line)]


def test_a_part_becomes_the_introduction_or_the_excerpt(desk):
    address = paste(desk)

    act(desk, address, "kind:3", **{"choice-kind-3": "introduction"})
    act(desk, address, "kind:3", **{"choice-kind-3": "excerpt"})

    proposal = ImportedDocument.objects.get().proposal
    assert "<strong>How to Hang</strong>" in proposal["introduction"]
    assert proposal["excerpt"].startswith("A Closer Look Thumbs around")
    assert not proposal["sections"]


def test_what_does_not_fit_another_kind_says_why(desk):
    address = paste(desk, TEXT.replace("Hold on.", "Hold on. " * 60))

    said = act(desk, address, "kind:3", **{"choice-kind-3": "takeaway"})

    assert "here is room for 300" in said[0]
    assert outline() == READ


def test_two_sections_are_joined_and_parted_again(desk):
    address = paste(desk)

    act(desk, address, "join:4")
    body = ImportedDocument.objects.get().proposal["sections"][0]["body"]
    assert "<h4>A Closer Look</h4>" in body

    act(desk, address, "split:3:1")
    assert outline() == READ


def test_what_is_dropped_can_be_placed_again(desk):
    address = paste(desk)

    act(desk, address, "drop:4")
    dropped = ImportedDocument.objects.get().proposal["dropped"]
    assert dropped[-1]["text"].startswith("A Closer Look Thumbs around")
    number = len(dropped) - 1
    act(desk, address, f"place-dropped:{number}:text")

    assert "Thumbs around" in ImportedDocument.objects.get().proposal["sections"][0]["body"]


def test_the_last_change_is_undone(desk):
    address = paste(desk)
    act(desk, address, "drop:4")
    act(desk, address, "drop:3")

    act(desk, address, "undo")
    act(desk, address, "undo")

    assert outline() == READ


def test_a_draft_is_made_and_its_form_opens(desk, writer):
    address = paste(desk)

    response = desk.post(address, {"act": "make", "title": "Hang", "excerpt": "Just hang."})

    article = Article.objects.get()
    assert response.url == reverse("admin:articles_article_change", args=[article.pk])
    assert (article.title, article.excerpt, article.created_by) == ("Hang", "Just hang.", writer)
    assert [section.heading for section in article.sections.all()] == [
        "How to Hang",
        "A Closer Look",
    ]
    assert not article.editions.exists()
    assert not ImportedDocument.objects.exists()


def test_a_title_that_is_missing_is_asked_for(desk):
    address = paste(desk)

    said = act(desk, address, "make", title="", excerpt="")

    assert said == ["This field is required."]
    assert not Article.objects.exists()


def test_a_second_import_of_the_same_text_is_a_second_draft(desk):
    for _time in range(2):
        desk.post(paste(desk), {"act": "make"})

    assert Article.objects.count() == 2


def test_a_picture_inside_the_document_comes_along(desk):
    html = f'<h1>Hang</h1><p>On a bar.</p><img src="{picture()}" alt="A bar">'

    desk.post(paste(desk, html), {"act": "make"})

    assert Article.objects.get().hero == Picture.objects.get(alt="A bar")


def test_a_document_is_thrown_away(desk):
    act(desk, paste(desk), "forget")

    assert not ImportedDocument.objects.exists()


def test_nobody_sees_what_somebody_else_has_under_way(desk):
    address = paste(desk)
    other = signed_in(User.objects.create_superuser("chief"))

    assert other.get(address).status_code == 404
    assert other.post(address, {"act": "forget"}).status_code == 404


def test_who_may_not_add_guides_may_not_import(desk):
    address = paste(desk)
    reader = signed_in(make_member("Analyst"))

    assert reader.get(IMPORT).status_code == 403
    assert reader.post(IMPORT, {"pasted": TEXT}).status_code == 403
    assert reader.get(address).status_code == 403


@pytest.mark.parametrize("does", ["raise:99", "drop:x", "nothing:1", "split:3:99", "kind:3", ""])
def test_an_act_that_cannot_be_done_changes_nothing(desk, does):
    address = paste(desk)

    act(desk, address, does)

    assert outline() == READ


def test_a_source_is_listed_and_can_be_taken_for_words(desk):
    address = paste(desk, f"{TEXT}\nSources\n\nDoe J. Grip. 2019.\n\nRoe K. Bars. 2021.\n")
    assert "Doe J. Grip., 2019" in desk.get(address).text

    act(desk, address, "uncite:0")

    proposal = ImportedDocument.objects.get().proposal
    assert [source["title"] for source in proposal["sources"]] == ["Roe K. Bars."]
    assert [words["text"] for words in proposal["leftovers"]] == ["Doe J. Grip. 2019"]


def test_a_source_that_is_gone_is_said_to_be(desk):
    address = paste(desk)

    assert act(desk, address, "uncite:0") == [
        "This source is not there any more; look at the outline again."
    ]


def test_the_outline_costs_few_queries(desk, django_assert_max_num_queries):
    address = paste(desk)

    with django_assert_max_num_queries(8):
        desk.get(address)


def test_the_list_of_guides_leads_to_the_import(desk):
    page = desk.get(reverse("admin:articles_article_changelist")).content.decode()

    assert IMPORT in page
