"""Screens built for everything that the atlas knows, in every language."""
