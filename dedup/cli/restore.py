"""``dedup restore``: undo ``dedup clean``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dedup.cli.exits import ExitCode
from dedup.cli.place import choose_place, open_place, refuse_overlap, refuse_strangers
from dedup.cli.reading import FILE, tell_rejects, tell_warnings
from dedup.cli.streams import tell

if TYPE_CHECKING:
    from dedup.model import Reject


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
    from dedup.clean.undoing import open_undoing, write_restored
    from dedup.corpus import ReadOptions, Staging

    source, place = open_place(cleaned), choose_place(output)
    reading: dict[str, Any] = {**source.reading(), "date": None}
    given = {"text_field": text_field, "encoding": encoding}
    reading |= {name: value for name, value in given.items() if value is not None}
    rejects: list[Reject] = []
    undoing = open_undoing(
        cleaned,
        ledger or source.ledger,
        ReadOptions(**reading),
        lambda reject: rejects.append(replace(reject, raw=None)),
    )
    refuse_overlap(place, [str(cleaned)], [file.path for file in undoing.files])
    tell_warnings(undoing.warnings)
    with Staging() as stage:
        try:
            count, written = write_restored(undoing, place.out, stage)
        finally:
            # what is missing from the output may be among them
            tell_rejects(rejects)
        refuse_strangers(place, written)
    tell(f"dedup: restored {count:,} document{'' if count == 1 else 's'} to {output}")
    return ExitCode.DONE
