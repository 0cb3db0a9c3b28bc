"""Benchmarks: each prints one table, with ratios measured in the same run."""
