"""Words of a sentence and how they hang together, by closed classes and word lists: no tagger, no parser."""
