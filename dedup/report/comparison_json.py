"""A comparison as one JSON object, in the form of ``dedup/data/comparison.schema.json``.

Texts are not repeated in it: every span is an offset into the text as read, and ``sha256`` says which text that was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, Final

from dedup.model import (
    Cleaned,
    Comparison,
    Event,
    Evidence,
    InferredDate,
    Kept,
    Omission,
    Party,
    Relation,
    Removal,
    Span,
    Statement,
)
from dedup.report.accounts import open_accounts
from dedup.report.safe import json_text
from dedup.report.timeline import Day, days

VERSION: Final = 1


def render(comparison: Comparison) -> str:
    """Return `comparison` as JSON text.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    str
        One object, each document, statement, relation and the like on a line of its own, ended by a newline; the same
        for the same comparison. Letters of all scripts stand as they are; controls, direction marks and other
        invisible characters are escaped.

    Examples
    --------
    >>> print(render(Comparison((), (), (), (), ())).splitlines()[1].strip())
    "schema": "dedup/comparison",
    """
    # Of a big story the objects take several times the room of their text: entry by entry, few are there at a time.
    parts = []
    for key, value in _parts(comparison):
        if isinstance(value, Iterator):
            entries = ",\n".join(f"    {json_text(entry)}" for entry in value)
            written = f"[\n{entries}\n  ]" if entries else "[]"
        else:
            written = json_text(value)
        parts.append(f'  "{key}": {written}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def as_object(comparison: Comparison) -> dict[str, Any]:
    """Return `comparison` as dictionaries, lists, strings and numbers.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    dict
        Valid against the shipped schema; keys in the order of the schema.
    """
    return {key: list(value) if isinstance(value, Iterator) else value for key, value in _parts(comparison)}


def _parts(comparison: Comparison) -> Iterator[tuple[str, Any]]:
    """Yield the parts of the object with their keys, lists as iterators over their entries."""
    yield "schema", "dedup/comparison"
    yield "version", VERSION
    inferred = {one.document: one for one in comparison.inferred}
    yield "documents", (_document(item, inferred.get(item.document.id)) for item in comparison.items)
    yield "parties", map(_party, comparison.parties)
    yield "statements", map(_statement, comparison.statements)
    yield "timeline", map(_day, days(open_accounts(comparison)))
    yield (
        "issues",
        ({"id": issue.id, "label": issue.label, "statements": list(issue.statements)} for issue in comparison.issues),
    )
    yield "relations", map(_relation, comparison.relations)
    yield "omissions", map(_omission, comparison.omissions)
    yield "warnings", ({"code": warning.code, "message": warning.message} for warning in comparison.warnings)
    yield (
        "rejects",
        (
            {"path": reject.path, "line": reject.line, "code": reject.code, "reason": reject.reason}
            for reject in comparison.rejects
        ),
    )
    yield "counts", _counts(comparison)


def _party(party: Party) -> dict[str, Any]:
    return {
        "id": party.id,
        "name": party.name,
        "speakers": [{"name": speaker.name, "aliases": list(speaker.aliases)} for speaker in party.speakers],
    }


def _counts(comparison: Comparison) -> dict[str, int]:
    return {
        "documents": len(comparison.items),
        "removed": sum(item.dropped for item in comparison.items),
        "rejected": len(comparison.rejects),
        "statements": len(comparison.statements),
        "divergences": sum(relation.relation == "diverge" for relation in comparison.relations),
    }


def _document(item: Cleaned, inferred: InferredDate | None) -> dict[str, Any]:
    document = item.document
    return {
        "id": document.id,
        "source": document.source,
        "date": document.date,
        "inferred_date": None if inferred is None else {"date": inferred.date, "reason": inferred.reason},
        "title": document.title,
        "sha256": hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
        "removals": [_removal(removal) for removal in item.removals],
    }


def _removal(removal: Removal) -> dict[str, Any]:
    return {
        "level": removal.level,
        "rule": removal.rule,
        "start": removal.start,
        "end": removal.end,
        "kept": _kept(removal.kept),
        "measure": removal.measure,
        "score": removal.score,
    }


def _kept(kept: Kept | None) -> dict[str, Any] | None:
    return None if kept is None else {"document": kept.document, "start": kept.start, "end": kept.end}


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "document": statement.document,
        "start": statement.start,
        "end": statement.end,
        "party": statement.party,
        "speaker": statement.speaker,
        "source": _span(statement.source),
        "cue": _span(statement.cue),
        "content": [_span(span) for span in statement.content],
        "kind": statement.kind,
        "event": _event(statement.event),
    }


def _day(day: Day) -> dict[str, Any]:
    return {
        "date": day.date,
        "label": day.name,
        "entries": [
            {"statement": entry.statement.id, "how": entry.how, "documents": list(entry.documents)}
            for entry in day.entries
        ],
    }


def _span(span: Span | None) -> dict[str, int] | None:
    return None if span is None else {"start": span.start, "end": span.end}


def _event(event: Event | None) -> dict[str, Any] | None:
    return None if event is None else {"id": event.id, "date": event.date, "label": event.label}


def _evidence(evidence: Iterable[Evidence]) -> list[dict[str, Any]]:
    return [{"statement": one.statement, "start": one.start, "end": one.end} for one in evidence]


def _relation(relation: Relation) -> dict[str, Any]:
    return {
        "a": relation.a,
        "b": relation.b,
        "relation": relation.relation,
        "type": relation.type,
        "between": relation.between,
        "evidence": _evidence(relation.evidence),
        "confidence": relation.confidence,
        "reason": relation.reason,
    }


def _omission(omission: Omission) -> dict[str, Any]:
    return {
        "issue": omission.issue,
        "party": omission.party,
        "kind": omission.kind,
        "evidence": _evidence(omission.evidence),
    }
