"""Who says what in a sentence, and what a document attributes."""

from dedup.diff.attribution.sentences import Attribution, attributions

__all__ = ["Attribution", "attributions"]
