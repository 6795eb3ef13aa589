"""``dedup restore``: undo ``dedup clean``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from dedup.cli.exits import ExitCode
from dedup.cli.place import choose_place, open_place, refuse_overlap, refuse_strangers
from dedup.cli.reading import FILE, files_read, read_inputs
from dedup.cli.streams import tell


@click.command(short_help="Undo `dedup clean`, byte for byte.")
@click.argument("cleaned", metavar="CLEANED", type=FILE)
@click.option("--ledger", metavar="FILE", type=FILE, help="The ledger.  [default: CLEANED/_dedup/ledger.jsonl]")
@click.option("-o", "--output", metavar="OUT", required=True, help="Where to put the documents.")
@click.option("--text-field", metavar="NAME", help="Field of a record that holds the text, as for `dedup clean`.")
@click.option("--encoding", metavar="CODEC", help="Of every file, as for `dedup clean`.")
def restore(cleaned: Path, ledger: Path | None, output: str, text_field: str | None, encoding: str | None) -> ExitCode:
    """Undo `dedup clean`: CLEANED and the ledger give back every document that was read, byte for byte.

    How the input was read is taken from CLEANED/_dedup/run.json where that exists.
    """
    from dedup.api import restore_documents
    from dedup.corpus import Staging, read_lines, write_documents

    source, place = open_place(cleaned), choose_place(output)
    rows = list(read_lines(ledger or source.ledger))
    reading: dict[str, Any] = {**source.reading(), "date": None}
    given = {"text_field": text_field, "encoding": encoding}
    reading |= {name: value for name, value in given.items() if value is not None}
    # What cleaning left of a file may be too little to tell its codec by, or nothing at all.
    reading["encoding"] = reading.get("encoding") or (_codecs(rows) if source.folder else None)
    reading["allow_blank"] = True
    corpus = read_inputs([str(cleaned)], reading)
    refuse_overlap(place, [str(cleaned)], files_read(corpus))
    documents = restore_documents(corpus, rows)
    with Staging() as stage:
        written = write_documents(documents, place.out, stage=stage)
        refuse_strangers(place, written)
    tell(f"dedup: restored {len(documents):,} document{'' if len(documents) == 1 else 's'} to {output}")
    return ExitCode.DONE


def _codecs(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return the codec of each file that was read, as far as the ledger tells."""
    files = [row for row in rows if row.get("level") == "file"]
    return {row["file"]: row["encoding"] for row in files if row.get("file") and isinstance(row.get("encoding"), str)}
