"""One box over everything that readers may find: guides, products, whatever has an address.

Whoever owns a thing hands its words in (`index.replace`) in the transaction that changes it. What
is found is decided by the clock in the query. `question` reads what was typed, `engines` asks the
database's own full-text search, `spelling` finds what may have been meant, `snippets` marks words.
"""
