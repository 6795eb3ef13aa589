"""A corpus in, a cleaned corpus with its removals out."""

from __future__ import annotations

from collections import Counter

from dedup.clean.blast import blast_warnings, refuse_loss
from dedup.clean.duplicates import find_duplicates
from dedup.clean.inside import clean_inside
from dedup.clean.options import CleanOptions
from dedup.clean.tally import tally_items
from dedup.errors import InputError
from dedup.model import Cleaned, CleanResult, Corpus, Kept, Removal


def clean_corpus(corpus: Corpus, options: CleanOptions | None = None) -> CleanResult:
    """Remove what repeats inside documents, per source, and across documents, in this order.

    Parameters
    ----------
    corpus : Corpus
    options : CleanOptions, optional

    Returns
    -------
    CleanResult
        Every document that was read, in its order; each removal with the thing that stays and an exact score.

    Raises
    ------
    InputError
        If two documents have the same id.
    LossError
        If more is removed than ``max_loss`` allows.

    Examples
    --------
    >>> from dedup.model import Document
    >>> text = "The ferry to Lund ran again on Monday after a week of storms."
    >>> result = clean_corpus(Corpus((Document("a", text), Document("b", text.upper()))))
    >>> [(item.document.id, item.dropped) for item in result.items]
    [('a', False), ('b', True)]
    """
    options = options or CleanOptions()
    _check_ids(corpus)
    items = list(clean_inside(corpus.documents, options))
    matches = find_duplicates(items, options)
    for match in matches.found:
        gone, kept = items[match.gone].document, items[match.kept].document
        whole = Removal(
            gone.id,
            "document",
            match.rule,
            0,
            len(gone.text),
            gone.text,
            Kept(kept.id, 0, len(kept.text)),
            match.measure,
            match.score,
        )
        items[match.gone] = Cleaned(gone, (whole,), items[match.gone].removals)
    cleaned = tuple(items)
    tally = tally_items(cleaned)
    refuse_loss(tally, options)
    warnings = (*blast_warnings(tally, options), *matches.warnings)
    return CleanResult(cleaned, corpus.rejects, matches.series, warnings, matches.recall)


def _check_ids(corpus: Corpus) -> None:
    twice = [id for id, count in Counter(document.id for document in corpus).items() if count > 1]
    if twice:
        raise InputError(f"two documents have the id {min(twice)!r}: give each document an id of its own")
