"""A whole site's export → its documents, one after the other.

exported.py    one document with what the other system knew of it
shopify.py  wordpress.py  ghost.py   a file → such documents, streamed where files are large
told.py        which of them a file is
"""
