"""A document → a Proposal that an editor reviews → a draft.

proposal.py   what an importer read, as pure data; every format ends there
documents.py  one document of any format; formats.py tells which, reading.py decodes it
text.py       plain text → lines → blocks
markup/       HTML → blocks; Word's, Google Docs' and (by markdown.py) Markdown's, too
exports/      a whole blog of WordPress, Ghost or Shopify, document by document
assembly.py   blocks → headings → passages → parts: the same for every format
cues.py       the words that tell parts apart, by language
desk.py       Proposal → draft, the only writer
score.py      how well documents are read whose outline is known
"""
