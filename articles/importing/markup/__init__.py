"""HTML → blocks: any site's page, and what Word and Google Docs call HTML.

tree.py       text → a tree, within limits
styles.py     what styles and classes say: bold, size, heading, depth of a list, unseen
furniture.py  which elements belong to the page and not to the guide
walk.py       the tree in reading order → blocks, dropped words, pictures
lists.py      points of lists; tables.py, definitions.py: rows and dl
shape.py      headings that only a style shows, points that only a bullet shows
page.py       what surrounds a guide, as page.py of the text importer finds it
read.py       all of that → a Proposal
"""
