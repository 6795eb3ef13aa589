"""Duplicate groups as one JSON object, in the form of ``dedup/data/groups.schema.json``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from dedup.check.places import place_of
from dedup.clean.borderline import Pair, compared_form
from dedup.clean.groups import DuplicateGroups, Group, Member
from dedup.model import Cleaned, Series, Span
from dedup.report.differences import Difference, find_differences
from dedup.report.safe import json_text

VERSION: Final = 1


def render(groups: DuplicateGroups) -> str:
    """Return `groups` as an indented JSON object.

    Parameters
    ----------
    groups : DuplicateGroups

    Returns
    -------
    str
        Ended by a newline; the same for the same groups.
    """
    return json_text(as_object(groups), indent=2) + "\n"


def render_lines(groups: DuplicateGroups) -> str:
    """Return one JSON object a line: each group, series and pair, with its `kind` before what the JSON object has.

    Parameters
    ----------
    groups : DuplicateGroups

    Returns
    -------
    str
        Kinds in the order ``group``, ``series``, ``above``, ``below``. Empty where there is nothing to tell.
    """
    return "".join(f"{json_text(row)}\n" for row in _rows(groups))


def as_object(groups: DuplicateGroups) -> dict[str, Any]:
    """Return `groups` as values that JSON knows.

    Parameters
    ----------
    groups : DuplicateGroups

    Returns
    -------
    dict
        Valid against the shipped schema; keys in the order of the schema.
    """
    result = groups.result
    return {
        "schema": "dedup/groups",
        "version": VERSION,
        "near": groups.near,
        "counts": {
            "documents": len(result.items),
            "removed": sum(item.dropped for item in result.items),
            "rejected": len(result.rejects),
            "groups": len(groups.groups),
            "series": len(result.series),
        },
        "groups": [_group(group) for group in groups.groups],
        "series": [_series(series) for series in result.series],
        "borderline": {
            "above": [_pair(pair) for pair in groups.above],
            "below": [_pair(pair) for pair in groups.below],
        },
    }


def _rows(groups: DuplicateGroups) -> Iterator[dict[str, Any]]:
    yield from ({"kind": "group", **_group(group)} for group in groups.groups)
    yield from ({"kind": "series", **_series(series)} for series in groups.result.series)
    yield from ({"kind": "above", **_pair(pair)} for pair in groups.above)
    yield from ({"kind": "below", **_pair(pair)} for pair in groups.below)


def _group(group: Group) -> dict[str, Any]:
    return {"kept": _document(group.kept), "removed": [_removed(member, group.kept) for member in group.removed]}


def _removed(member: Member, kept: Cleaned) -> dict[str, Any]:
    return {
        **_document(member.item),
        "rule": member.removal.rule,
        "measure": member.removal.measure,
        "score": member.removal.score,
        "differences": _differences(member.item, kept),
    }


def _series(series: Series) -> dict[str, Any]:
    return {"documents": list(series.documents)}


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        "removed": _document(pair.gone),
        "kept": _document(pair.kept),
        "words": pair.words,
        "running_text": pair.running,
        "near": pair.turn,
        "differences": _differences(pair.gone, pair.kept),
    }


def _document(item: Cleaned) -> dict[str, Any]:
    document = item.document
    place = place_of(document, document.body_start, len(document.text))
    return {
        "id": document.id,
        "path": place.path,
        "line": place.line,
        "source": document.source,
        "date": document.date,
        "title": document.title,
    }


def _differences(gone: Cleaned, kept: Cleaned) -> list[dict[str, Any]]:
    return [_difference(found) for found in find_differences(compared_form(gone), compared_form(kept))]


def _difference(difference: Difference) -> dict[str, Any]:
    return {
        "removed": _span(difference.gone),
        "kept": _span(difference.kept),
        "pieces": [{"side": piece.side, "text": piece.text} for piece in difference.pieces],
    }


def _span(span: Span | None) -> dict[str, int] | None:
    return None if span is None else {"start": span.start, "end": span.end}
