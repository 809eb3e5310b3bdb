"""Addresses as countries write them."""
