"""Cleaning of corpora larger than memory: chunk by chunk, in several processes, and so that a killed run can go on.

It decides nothing of its own: every stage calls what `dedup.clean` also does in memory, on one chunk at a time, and
what needs the whole corpus is worked out from small columns in between.
"""
