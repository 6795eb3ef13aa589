"""The way from cleaned documents to a comparison."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dedup.diff.hearing import hear
from dedup.diff.issues import complete_issues, group_issues
from dedup.diff.parties import NARRATION, OTHER, PartyTable
from dedup.diff.relations import relate
from dedup.diff.statements import Refusal
from dedup.errors import SettingsError
from dedup.model import (
    Cleaned,
    Comparison,
    Evidence,
    Issue,
    Omission,
    Party,
    Series,
    Speaker,
    Statement,
)
from dedup.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffOptions:
    """How accounts are compared.

    Parameters
    ----------
    parties : PartyTable or None
        Who speaks for whom; the built-in table where None.
    between : tuple of str
        Ids of the two parties to hold against each other; the two most at odds where empty. Where the table does not
        know a story, an id made from a speaker's name will do: see :mod:`dedup.diff.parties.rollcall`.
    """

    parties: PartyTable | None = None
    between: tuple[str, ...] = ()


def compare_accounts(
    items: Sequence[Cleaned],
    options: DiffOptions | None = None,
    series: Iterable[Series] = (),
    progress: Progress | None = None,
) -> Comparison:
    """Hold the accounts in cleaned documents against each other.

    Parameters
    ----------
    items : sequence of Cleaned
        In input order; documents removed whole are listed in the result but not read.
    options : DiffOptions, optional
    series : iterable of Series
        Documents of one template, as cleaning found them; those of one series are not held against each other, unless
        each is of another source: then it is one story, retold.
    progress : Progress, optional
        Who is told how far it has come.

    Returns
    -------
    Comparison
        A document that cannot be read for its accounts stops nothing: it is among the rejects, with the reason.
        The same for any order of `items`, but for the order in which documents, statements and the statements of an
        issue are listed.

    Raises
    ------
    SettingsError
        If ``options.between`` names a party that is neither in the table nor heard.
    """
    options = options or DiffOptions()
    if len(set(options.between)) < len(options.between):
        raise SettingsError(f"a party cannot be held against itself: '{options.between[0]}' is named twice")
    hearing = hear(items, options.parties, options.between, series, progress)
    table, units, refusals = hearing.table, hearing.accounts.units, hearing.accounts.refusals
    place = {item.document.id: number for number, item in enumerate(items)}
    statements = tuple(sorted((unit.side.statement for unit in units), key=lambda s: place[s.document]))
    texts = {item.document.id: item.document.text for item in items if not item.dropped}
    relations = relate(units, refusals, progress=progress)
    issues = complete_issues(group_issues(units, texts), units, relations, texts)
    between = options.between or hearing.between
    return Comparison(
        tuple(items),
        _parties(statements, table, between),
        statements,
        tuple(_as_listed(issue, statements) for issue in issues),
        tuple(relations),
        _omissions(issues, statements, refusals, between),
        between,
        hearing.accounts.rejects,
        hearing.warnings,
        hearing.accounts.inferred,
    )


def _as_listed(issue: Issue, statements: Sequence[Statement]) -> Issue:
    """Return the issue with its statements in the order in which they are listed."""
    members = frozenset(issue.statements)
    return replace(issue, statements=tuple(s.id for s in statements if s.id in members))


def _parties(statements: Sequence[Statement], table: PartyTable, between: Sequence[str]) -> tuple[Party, ...]:
    """Return the parties that speak, most statements first, each with its speakers and how they were written.

    The two the comparison is about are among them even where one says nothing.
    """
    counts = Counter(statement.party for statement in statements)
    counts.update(dict.fromkeys(between, 0))
    speakers: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for statement in statements:
        if statement.speaker is not None:
            speakers[statement.party][statement.speaker] |= {statement.alias} if statement.alias else set()
    names = {NARRATION: "narration", OTHER: "other speakers"} | dict(table.names)
    ranked = sorted(counts, key=lambda party: (party in (NARRATION, OTHER), -counts[party], party))
    return tuple(
        Party(
            party,
            names.get(party, party),
            tuple(Speaker(name, tuple(sorted(speakers[party][name]))) for name in sorted(speakers[party])),
        )
        for party in ranked
    )


def _omissions(
    issues: Sequence[Issue], statements: Sequence[Statement], refusals: Sequence[Refusal], between: Sequence[str]
) -> tuple[Omission, ...]:
    """Return on which issues one of the two parties is silent, or declines to comment.

    A refusal that stands under several issues is told once, under the most divided of them.
    """
    by_id = {statement.id: statement for statement in statements}
    declined = {(refusal.party, refusal.statement) for refusal in refusals}
    untold = list(refusals)
    found: list[Omission] = []
    for issue in issues:
        members = [by_id[identity] for identity in issue.statements]
        for party in between:
            other = [s for s in members if s.party in between and s.party != party]
            here = {(party, identity) for identity in issue.statements}
            told = [refusal for refusal in untold if (refusal.party, refusal.statement) in here]
            if told:
                untold = [refusal for refusal in untold if (refusal.party, refusal.statement) not in here]
                evidence = tuple(Evidence(r.statement, r.cue.start, r.cue.end) for r in told)
                found.append(Omission(issue.id, party, "no_comment", evidence))
            elif len(other) >= 2 and not here & declined and not any(s.party == party for s in members):
                evidence = tuple(Evidence(s.id, s.start, s.end) for s in other[:3])
                found.append(Omission(issue.id, party, "silent", evidence))
    return tuple(found)
