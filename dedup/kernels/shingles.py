"""Every shingle of a batch of documents by its hash, for what is asked of all of them and not of the smallest."""

from dedup.kernels.vector.shingles import hash_shingles

__all__ = ["hash_shingles"]
