"""A section that lists sources becomes the guide's sources, where its lines are links or cite."""

import pytest

from articles.importing.documents import propose
from articles.models import Article, Source
from tests.articles.hanging import TEXT, fresh, imported
from tests.articles.imported import headings, read

GUIDE = (
    "Grip and Age\n\nGrip fades before the legs do, and nobody looks at it until a jar wins.\n\n"
)


def sources(*lines: str, heading: str = "Sources") -> list[tuple]:
    found = read("\n".join([f"{GUIDE}{heading}\n", *lines]))
    return [(s.title, s.url, s.year) for s in found.sources]


@pytest.mark.parametrize(
    "heading", ["Sources", "REFERENCES", "7. References", "Quellen", "Literatur:", "Fuentes"]
)
def test_a_heading_in_three_languages_names_them(heading):
    assert sources("Doe J. Grip. 2019.", "Roe K. Jars. 2021.", heading=heading) == [
        ("Doe J. Grip.", "", 2019),
        ("Roe K. Jars.", "", 2021),
    ]


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("[1] Doe J. Grip. Lancet (2015).", ("Doe J. Grip. Lancet", "", 2015)),
        ("2. Doe J. (2015). Grip. Lancet.", ("Doe J. (2015). Grip. Lancet.", "", None)),
        ("Grip, https://example.org/grip.", ("Grip.", "https://example.org/grip", None)),
        ("Doe J. doi:10.1000/grip.7", ("Doe J.", "https://doi.org/10.1000/grip.7", None)),
        (
            "https://www.example.org/grip",
            ("https://www.example.org/grip", "https://www.example.org/grip", None),
        ),
        ("- Doe et al. Grip", ("Doe et al. Grip", "", None)),
    ],
)
def test_a_line_is_read_as_title_address_and_year(line, source):
    assert sources(line) == [source]


def test_an_address_alone_belongs_to_the_line_above():
    assert sources("Doe J. Grip. 2019.", "https://example.org/grip") == [
        ("Doe J. Grip.", "https://example.org/grip", 2019)
    ]


def test_an_address_that_is_a_point_of_its_own_is_a_source():
    assert sources("- Doe J. Grip. 2019.", "- https://example.org/grip") == [
        ("Doe J. Grip.", "", 2019),
        ("https://example.org/grip", "https://example.org/grip", None),
    ]


def test_what_neither_links_nor_cites_stays_a_section():
    found = read(f"{GUIDE}Sources\n\n- Eggs\n- Lentils\n- Quark")

    assert not found.sources
    assert headings(found) == ["H2 text Sources"]


def test_a_remark_among_them_is_listed():
    found = read(f"{GUIDE}Sources\n\nDoe, 2019\n\nRoe, 2020\n\nAll were read by the editor.")

    assert len(found.sources) == 2
    assert [words.text for words in found.leftovers] == ["All were read by the editor."]


def test_a_link_in_a_page_is_its_address():
    page = "<h1>Grip</h1><p>It fades.</p><h2>References</h2>"

    found = propose(
        "a.html", f'{page}<ul><li>Doe, <a href="https://example.org/a">Grip and age</a></li></ul>'
    ).proposal

    assert [(s.title, s.url) for s in found.sources] == [
        ("Doe, Grip and age", "https://example.org/a")
    ]


CITED = f"{TEXT}\nSources\n\nDoe J. Hanging. 2019. https://example.org/hang\n"


@pytest.mark.django_db
def test_the_draft_gets_them():
    article = imported(CITED)

    (source,) = article.sources.all()
    assert (source.title, source.url, source.year) == (
        "Doe J. Hanging.",
        "https://example.org/hang",
        2019,
    )


@pytest.mark.django_db
def test_a_newer_text_adds_what_is_new_and_brings_back_nothing():
    article = imported(CITED)
    Source.objects.create(article=article, title="By hand", position=1)
    article.sources.filter(year=2019).delete()

    imported(f"{CITED}Roe K. Grip. 2021.\n")

    assert list(fresh(article).sources.values_list("title", flat=True)) == [
        "By hand",
        "Roe K. Grip.",
    ]
    assert Article.objects.count() == 1
