"""datasketch: sketches in NumPy, its index in Python; each document is looked up, then added."""

from __future__ import annotations

from pathlib import Path

import xxhash
from datasketch import MinHash, MinHashLSH

from benchmarks.peers.pipeline import BANDS, PERMUTATIONS, ROWS, THRESHOLD, Groups, batches, run, shingles


def find(corpus: Path) -> Groups:
    index = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, ROWS))
    sketches: dict[int, MinHash] = {}
    groups = Groups()
    for ids, texts in batches(corpus, 2000):
        sets = [{shingle.encode() for shingle in shingles(text)} for text in texts]
        # Its default, SHA-1, takes half as long again
        made = MinHash.bulk(sets, num_perm=PERMUTATIONS, hashfunc=xxhash.xxh32_intdigest)
        for one, sketch in zip(ids, made, strict=True):
            for other in index.query(sketch):
                if sketch.jaccard(sketches[other]) >= THRESHOLD:
                    groups.join(one, other)
            index.insert(one, sketch)
            sketches[one] = sketch
    return groups


if __name__ == "__main__":
    run(find)
