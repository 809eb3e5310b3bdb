from typing import NamedTuple

MOST = 240  # are looked at and counted; what comes after these nobody reads


class Found(NamedTuple):
    """One hit, the best coming first. `is_whole` says that every term stands in it."""

    kind: str
    key: int
    title: str
    path: str
    is_whole: bool


SHORTEST_PREFIX = 3  # letters that may begin a longer word
