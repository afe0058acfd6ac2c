"""Temirqazyq: career guidance in Telegram for school pupils in Kazakhstan."""

__version__ = "0.1.0"
