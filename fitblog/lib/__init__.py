"""The floor: what both apps stand on. Imports no app."""
