"""Which statements agree, diverge or speak of other events."""

from dedup.diff.relations.sources import SOURCES, Candidate, candidates, relate

__all__ = ["SOURCES", "Candidate", "candidates", "relate"]
