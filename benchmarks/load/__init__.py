"""Load on the whole bot as a separate process: `python -m benchmarks.load` prints a table; docs/performance.md explains it."""
