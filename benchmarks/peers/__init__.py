"""What users of other libraries write to do without dedup: one module a library, run in an environment of its own.

All use the same settings, so that what differs is the library: shingles of three words (``\\w+``, lower-cased), 128
permutations in 32 bands of 4, candidates accepted from an estimated Jaccard similarity of 0.4, groups by union-find,
the first document of a group kept. They look for duplicate documents only.
"""
