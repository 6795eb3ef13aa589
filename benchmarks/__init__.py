"""Benchmarks of whole processes on corpora with a known truth. Start reading at `run`; `corpus` makes the corpora."""
