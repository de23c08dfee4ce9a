"""Benchmarks of the package against the usual ways; run by `scripts/bench`, not part of the package."""
