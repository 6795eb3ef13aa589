"""Documents in and out: every file to the byte, every record field for field, nothing lost in silence."""

from dedup.corpus.inputs import SIDECAR
from dedup.corpus.lines import read_lines, write_lines, write_text
from dedup.corpus.options import ReadOptions
from dedup.corpus.read import iter_documents, read_corpus
from dedup.corpus.staging import Staging
from dedup.corpus.write import with_text, write_documents

__all__ = [
    "SIDECAR",
    "ReadOptions",
    "Staging",
    "iter_documents",
    "read_corpus",
    "read_lines",
    "with_text",
    "write_documents",
    "write_lines",
    "write_text",
]
