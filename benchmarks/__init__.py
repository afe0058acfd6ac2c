"""Measurements, run by command and never as timed tests."""
