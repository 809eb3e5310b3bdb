"""Where every word of a document went: for tests that none is lost and none made up."""

from articles.importing.words import letters, seen, words_in, words_in_html, words_of

__all__ = ["letters", "seen", "words_in", "words_in_html", "words_of"]
