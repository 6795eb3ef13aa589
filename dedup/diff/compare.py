"""The way from cleaned documents to a comparison."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from dedup.diff.contrasts import Side
from dedup.diff.events import event_of, timing
from dedup.diff.failures import Failures
from dedup.diff.issues import complete_issues, group_issues
from dedup.diff.judgement import Unit
from dedup.diff.parties import NARRATION, OTHER, PartyTable, builtin_parties
from dedup.diff.relations import relate
from dedup.diff.signals import read_signals
from dedup.diff.statements import Account, Refusal, accounts
from dedup.errors import SettingsError
from dedup.model import (
    Cleaned,
    Comparison,
    Evidence,
    Issue,
    Omission,
    Party,
    Reject,
    Series,
    Speaker,
    Statement,
    Warned,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffOptions:
    """How accounts are compared.

    Parameters
    ----------
    parties : PartyTable or None
        Who speaks for whom; the built-in table where None.
    between : tuple of str
        Ids of the two parties to hold against each other; the two that speak most where empty.
    """

    parties: PartyTable | None = None
    between: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Accounts:
    """What is said in a corpus.

    Parameters
    ----------
    units : tuple of Unit
        By document id, then by sentence.
    refusals : tuple of Refusal
    rejects : tuple of Reject
        Documents that could not be read.
    """

    units: tuple[Unit, ...]
    refusals: tuple[Refusal, ...] = ()
    rejects: tuple[Reject, ...] = ()


def compare_accounts(
    items: Sequence[Cleaned], options: DiffOptions | None = None, series: Iterable[Series] = ()
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

    Returns
    -------
    Comparison
        A document that cannot be read for its accounts stops nothing: it is among the rejects, with the reason.
        The same for any order of `items`, but for the order in which documents, statements and the statements of an
        issue are listed.

    Raises
    ------
    SettingsError
        If ``options.between`` names a party that is not in the table.
    """
    options = options or DiffOptions()
    table = options.parties or builtin_parties()
    if len(set(options.between)) < len(options.between):
        raise SettingsError(f"a party cannot be held against itself: '{options.between[0]}' is named twice")
    unknown = [party for party in options.between if party not in table.names]
    if unknown:
        known = ", ".join(list(table.names)[:12])
        raise SettingsError(
            f"no party '{unknown[0]}' in the table; it has {known}{' …' if len(table.names) > 12 else ''}"
        )
    said = read_accounts(items, table, options.between, series)
    units, refusals = said.units, said.refusals
    place = {item.document.id: number for number, item in enumerate(items)}
    statements = tuple(sorted((unit.side.statement for unit in units), key=lambda s: place[s.document]))
    texts = {item.document.id: item.document.text for item in items if not item.dropped}
    relations = relate(units, refusals)
    issues = complete_issues(group_issues(units, texts), units, relations, texts)
    between = options.between or _between(statements, refusals)
    return Comparison(
        tuple(items),
        _parties(statements, table, between),
        statements,
        tuple(_as_listed(issue, statements) for issue in issues),
        tuple(relations),
        _omissions(issues, statements, refusals, between),
        between,
        said.rejects,
        _warnings(statements, refusals, between, builtin=options.parties is None),
    )


def read_accounts(
    items: Sequence[Cleaned], table: PartyTable, between: tuple[str, ...] = (), series: Iterable[Series] = ()
) -> Accounts:
    """Return what is said in cleaned documents, ready to be held against each other.

    Parameters
    ----------
    items, series
        As of :func:`compare_accounts`.
    table : PartyTable
    between : tuple of str
        Ids of the two parties the story is about; those that speak most where empty.
    """
    # All is decided in the order of the documents' ids, so that nothing hangs on the order they came in.
    kept = sorted((item for item in items if not item.dropped), key=lambda item: item.document.id)
    failures = Failures()
    found = accounts(kept, table, between, failures)
    units: list[Unit] = []
    templates = _templates(kept, series)
    for number, (item, account) in enumerate(zip(kept, found, strict=True)):
        read = failures.guard(item, partial(_units, number, item, account, table), list[Unit]())
        units += [replace(unit, series=templates.get(item.document.id)) for unit in read]
    compared = {unit.id for unit in units}
    refusals = tuple(refusal for account in found for refusal in account.refusals if refusal.statement in compared)
    return Accounts(tuple(units), refusals, failures.rejects)


def _templates(kept: Sequence[Cleaned], series: Iterable[Series]) -> dict[str, int]:
    """Return for each document of a series the ordinal of that, if a source has more than one of its documents."""
    source = {item.document.id: item.document.source for item in kept}
    found: dict[str, int] = {}
    for number, one in enumerate(series):
        sources = [source[document] for document in one.documents if document in source]
        if None in sources or len(set(sources)) < len(sources):
            found.update(dict.fromkeys(one.documents, number))
    return found


def _units(number: int, item: Cleaned, account: Account, table: PartyTable) -> list[Unit]:
    """Return the statements of one document with all that comparing them takes."""
    units = []
    turn = -1
    spans = Counter((s.start, s.end) for s in account.statements if s.party != NARRATION)
    last = (-1, -1)
    for statement, sentence in zip(account.statements, account.sentences, strict=True):
        if statement.party != NARRATION and (statement.start, statement.end) != last:
            turn, last = turn + 1, (statement.start, statement.end)
        when = timing(item.document, statement)
        dated = replace(statement, event=event_of(when))
        side = Side(dated, read_signals(item.document.text, statement, table), item.document.source or item.document.id)
        joint = spans[statement.start, statement.end] > 1
        units.append(Unit(side, number, sentence, turn if statement.party != NARRATION else -1, when, joint))
    return units


def _as_listed(issue: Issue, statements: Sequence[Statement]) -> Issue:
    """Return the issue with its statements in the order in which they are listed."""
    members = frozenset(issue.statements)
    return replace(issue, statements=tuple(s.id for s in statements if s.id in members))


def _between(statements: Sequence[Statement], refusals: Sequence[Refusal]) -> tuple[str, ...]:
    """Return the two parties that are heard most; to decline to comment is to be heard."""
    heard = [s.party for s in statements] + [refusal.party for refusal in refusals]
    counts = Counter(party for party in heard if party not in (NARRATION, OTHER))
    ranked = sorted(counts, key=lambda party: (-counts[party], party))
    return tuple(ranked[:2]) if len(ranked) > 1 else ()


def _warnings(
    statements: Sequence[Statement], refusals: Sequence[Refusal], between: Sequence[str], *, builtin: bool
) -> tuple[Warned, ...]:
    """Return what a reader should know who finds little: that the table of parties does not fit the story."""
    spoken = Counter(statement.party for statement in statements if statement.party != NARRATION)
    if not spoken and not refusals:
        return ()
    if not between or sum(spoken[party] > 0 for party in spoken if party != OTHER) + bool(refusals) < 2:
        message = "fewer than two parties of the table speak"
    elif builtin and 2 * spoken[OTHER] > spoken.total():
        message = "most speakers are in no party of the built-in table"
    else:
        return ()
    return (Warned("parties", f"{message}: give a table of parties (--parties), see docs/accounts.md"),)


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
            names[party],
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
