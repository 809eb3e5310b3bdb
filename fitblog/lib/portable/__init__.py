"""A site as one file: its rows and its pictures, the same bytes for the same site.

`rows` turns a row into JSON and back, `archive` is the zip with a hash for each piece, `moving`
takes a whole site out and in. What belongs to a site its apps say; see articles.exporting.
"""

from fitblog.lib.portable.archive import Unreadable
from fitblog.lib.portable.moving import Refused, Report, take_in, take_out

__all__ = ["Refused", "Report", "Unreadable", "take_in", "take_out"]
