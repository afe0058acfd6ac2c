"""Tests of the web chat in a real browser; a package, so that its files may share what they need."""
