"""Which guides to read next, and why.

A guide is its heaviest words; two guides are as near as their words are. `weighing` says how
heavy a word is, `refreshing` keeps the stored lists after one guide has changed, `rebuilding`
makes all of them, `shown` reads what a page shows and `reasons` says why in words.
"""

from articles.related.shown import SHOWN, related_editions

__all__ = ["SHOWN", "related_editions"]
