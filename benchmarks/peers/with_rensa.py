"""rensa: sketches in Rust from lists of shingles, its own index, candidates checked by estimated similarity."""

from __future__ import annotations

from pathlib import Path

import rensa

from benchmarks.peers.pipeline import BANDS, PERMUTATIONS, THRESHOLD, Groups, batches, run, shingles


def find(corpus: Path) -> Groups:
    index = rensa.RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=BANDS)
    ids: list[int] = []
    sketches: list[rensa.RMinHash] = []
    for batch, texts in batches(corpus, 2000):
        made = rensa.RMinHash.from_token_sets(map(shingles, texts), num_perm=PERMUTATIONS, seed=42)
        index.insert_many(made, len(ids))
        ids += batch
        sketches += made
    groups = Groups()
    for low in range(0, len(sketches), 2000):
        for place, candidates in enumerate(index.query_all(sketches[low : low + 2000]), low):
            for other in candidates:
                if other >= place or groups.first(ids[other]) == groups.first(ids[place]):
                    continue
                if sketches[place].jaccard(sketches[other]) >= THRESHOLD:
                    groups.join(ids[place], ids[other])
    return groups


if __name__ == "__main__":
    run(find)
