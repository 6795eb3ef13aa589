"""Between the stages: the boilerplate of each source, from the lines of all chunks."""

from __future__ import annotations

from collections.abc import Sequence

from dedup.batch.cleaning import BOILERPLATE
from dedup.batch.options import BatchOptions
from dedup.batch.portions import Part
from dedup.batch.surveying import LINES, Surveyed
from dedup.batch.workfolder import WorkFolder
from dedup.clean.boilerplate import decide_boilerplate
from dedup.clean.survey import Survey
from dedup.engine import choose_engine
from dedup.engine.arrays import ArrayEngine


def decide_on_chunks(
    folder: WorkFolder, parts: Sequence[Part], surveys: Sequence[Surveyed], options: BatchOptions
) -> None:
    """Leave the boilerplate of all sources in the work folder.

    Parameters
    ----------
    folder : WorkFolder
    parts : sequence of Part
        Surveyed, so that their lines lie in the folder.
    surveys : sequence of Surveyed
        Of each.
    options : BatchOptions
        Which engine counts, and with how much memory.
    """
    if folder.has(BOILERPLATE):
        return
    engine = choose_engine(
        options.engine,
        sum(survey.paragraphs for survey in surveys),
        memory=options.engine_memory,
        folder=folder.path,
        threads=options.workers,
    )
    files = [folder.file(part.name(LINES)) for part in parts]
    with folder.reading():
        # What arrays are chosen for fits in memory; each column is asked for several times.
        found = decide_boilerplate(list(map(Survey.load, files)) if isinstance(engine, ArrayEngine) else files, engine)
    folder.store(BOILERPLATE, found)
