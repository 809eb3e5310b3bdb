"""Ratios within one run: `make bench`. Nothing here asserts seconds."""
