"""gaoya: words, sketches and index in Rust, in parallel; what a query returns is above the threshold already."""

from __future__ import annotations

from pathlib import Path

from gaoya.minhash import MinHashStringIndex

from benchmarks.peers.pipeline import BANDS, ROWS, SHINGLE, THRESHOLD, Groups, batches, run


def find(corpus: Path) -> Groups:
    index = MinHashStringIndex(
        hash_size=32,
        jaccard_threshold=THRESHOLD,
        num_bands=BANDS,
        band_size=ROWS,
        analyzer="word",
        lowercase=True,
        ngram_range=(SHINGLE, SHINGLE),
    )
    for ids, texts in batches(corpus, 5000):
        index.par_bulk_insert_docs(ids, texts)
    groups = Groups()
    for ids, texts in batches(corpus, 5000):
        for one, found in zip(ids, index.par_bulk_query(texts), strict=True):
            for other in found:
                groups.join(one, other)
    return groups


if __name__ == "__main__":
    run(find)
