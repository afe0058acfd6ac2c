"""The search, held against what pupils type."""
