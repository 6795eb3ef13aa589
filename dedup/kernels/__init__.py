"""Numeric work on Arrow string buffers: bytes and offsets in, arrays out, no Python object for any word.

`texts` takes documents in; `scan` finds paragraphs, words and signatures in one pass; `signatures` and `pairs`
propose and verify near-duplicates. What they find is what `dedup.text` finds, bit for bit, whether numba compiles them
or NumPy stands in (`backend`). All of them let go of the lock of Python, and none starts a thread: whoever calls them
maps a thread pool over batches.
"""
