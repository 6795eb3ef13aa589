"""A corpus heard: who says what in it, and between which two parties it is.

The two are those most at odds (:mod:`dedup.diff.parties.rollcall`), or the two heard most where none are. Groups of
speakers that the built-in table does not know are made parties of it, and the corpus is read once more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from dedup.diff.events import event_of, timing
from dedup.diff.events.dating import Dating, date_documents
from dedup.diff.parties import NARRATION, OTHER, PartyTable, builtin_parties
from dedup.diff.parties.rollcall import RollCall, call_roll
from dedup.diff.relations.contrasts import Side
from dedup.diff.relations.judgement import Unit
from dedup.diff.statements import Account, Refusal, accounts
from dedup.diff.statements.failures import Failures
from dedup.diff.statements.signals import read_signals
from dedup.errors import SettingsError
from dedup.model import Cleaned, InferredDate, Reject, Series, Warned
from dedup.progress import Progress, Silence


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
    inferred : tuple of InferredDate
        Of documents without a date, those whose days could be told.
    """

    units: tuple[Unit, ...]
    refusals: tuple[Refusal, ...] = ()
    rejects: tuple[Reject, ...] = ()
    inferred: tuple[InferredDate, ...] = ()


@dataclass(frozen=True, slots=True)
class Hearing:
    """A corpus heard.

    Parameters
    ----------
    accounts : Accounts
    table : PartyTable
        The one it was read with.
    between : tuple of str
        Ids of the two parties most at odds; empty where there are no two.
    warnings : tuple of Warned
        That the table does not fit.
    """

    accounts: Accounts
    table: PartyTable
    between: tuple[str, ...]
    warnings: tuple[Warned, ...] = ()


def hear(
    items: Sequence[Cleaned],
    table: PartyTable | None,
    between: tuple[str, ...] = (),
    series: Iterable[Series] = (),
    progress: Progress | None = None,
) -> Hearing:
    """Return what is said in cleaned documents, read with a table that fits the story as well as may be.

    Parameters
    ----------
    items, series, progress
        As of :func:`dedup.diff.compare.compare_accounts`.
    table : PartyTable or None
        The built-in one where None: only that is completed by speakers heard, unless `between` names some.
    between : tuple of str
        Ids of two parties, or of groups of speakers as :func:`dedup.diff.parties.rollcall.call_roll` names them.

    Raises
    ------
    SettingsError
        If `between` names a party that is neither in the table nor heard.
    """
    listed = list(series)
    given = table or builtin_parties()
    unknown = [party for party in between if party not in given.names]
    said = read_accounts(items, given, () if unknown else between, listed, progress)
    most = _heard_most(said)
    two, doubts = between or most, _doubts(said, between or most, builtin=table is None)
    if unknown or not between:
        roll = _roll(items, said, given, own=table is not None)
        _refuse_unknown(unknown, given, roll, anything=bool(items))
        two = between or _chosen(roll, given, own=table is not None) or most
        beyond = [party for party in two if party not in given.names]
        if beyond or (not between and set(two) != set(most)):
            given = roll.table(two, given)
            named = tuple(party for party in two if party in given.names)
            said = read_accounts(items, given, named, listed, progress)
        if beyond:
            names = " and ".join(given.names.get(party, party) for party in two)
            doubts = f"the built-in table does not know this story; compared are {names}, as heard"
        counts = Counter(unit.party for unit in said.units)
        two = tuple(sorted(two, key=lambda party: (-counts[party], party)))
    hint = "see who speaks with `dedup parties`, and give a table of parties (--parties)"
    return Hearing(said, given, two, (Warned("parties", f"{doubts}: {hint}"),) if doubts else ())


def read_roll(items: Sequence[Cleaned], table: PartyTable | None, progress: Progress | None = None) -> RollCall:
    """Return who speaks in cleaned documents, as a table tells; the built-in one where None."""
    given = table or builtin_parties()
    return _roll(items, read_accounts(items, given, progress=progress), given, own=table is not None)


def _roll(items: Sequence[Cleaned], said: Accounts, table: PartyTable, *, own: bool) -> RollCall:
    texts = {item.document.id: item.document.text for item in items}
    return call_roll([unit.side.statement for unit in said.units], texts, table, own=own)


def _refuse_unknown(unknown: Sequence[str], table: PartyTable, roll: RollCall, *, anything: bool) -> None:
    heard = [group.id for group in roll.groups]
    missing = [party for party in unknown if party not in heard]
    # Of no documents nobody is heard: then only reading some can tell
    if missing and anything:
        known = list(dict.fromkeys([*(one for one in heard if one not in table.names), *table.names]))
        listed = ", ".join(known[:12]) + (" …" if len(known) > 12 else "")
        raise SettingsError(f"no party '{missing[0]}' in the table, and none heard; there are {listed}")


def _chosen(roll: RollCall, table: PartyTable, *, own: bool) -> tuple[str, ...]:
    """Return the two most at odds; none where one is beyond a table that was made for the story."""
    return roll.between if not own or set(roll.between) <= set(table.names) else ()


def read_accounts(
    items: Sequence[Cleaned],
    table: PartyTable,
    between: tuple[str, ...] = (),
    series: Iterable[Series] = (),
    progress: Progress | None = None,
) -> Accounts:
    """Return what is said in cleaned documents, ready to be held against each other.

    Parameters
    ----------
    items, series, progress
        As of :func:`dedup.diff.compare.compare_accounts`.
    table : PartyTable
    between : tuple of str
        Ids of the two parties the story is about; those that speak most where empty.
    """
    # All is decided in the order of the documents' ids, so that nothing hangs on the order they came in.
    kept = sorted((item for item in items if not item.dropped), key=lambda item: item.document.id)
    watch = progress or Silence()
    watch.begin("hearing", len(kept), "documents")
    failures = Failures(watch)
    found = accounts(kept, table, between, failures)
    watch.end()
    units: list[Unit] = []
    templates = _templates(kept, series)
    datings = date_documents([item.document for item in kept])
    watch.begin("weighing", len(kept), "documents")
    for number, (item, account, dating) in enumerate(zip(kept, found, datings, strict=True)):
        watch.advance(1)
        read = failures.guard(item, partial(_units, number, item, account, table, dating), list[Unit]())
        units += [replace(unit, series=templates.get(item.document.id)) for unit in read]
    watch.end()
    compared = {unit.id for unit in units}
    refusals = tuple(refusal for account in found for refusal in account.refusals if refusal.statement in compared)
    inferred = tuple(
        InferredDate(item.document.id, dating.iso, dating.reason)
        for item, dating in zip(kept, datings, strict=True)
        if dating and dating.reason
    )
    return Accounts(tuple(units), refusals, failures.rejects, inferred)


def _templates(kept: Sequence[Cleaned], series: Iterable[Series]) -> dict[str, int]:
    """Return for each document of a series the ordinal of that, if a source has more than one of its documents."""
    source = {item.document.id: item.document.source for item in kept}
    found: dict[str, int] = {}
    for number, one in enumerate(series):
        sources = [source[document] for document in one.documents if document in source]
        if None in sources or len(set(sources)) < len(sources):
            found.update(dict.fromkeys(one.documents, number))
    return found


def _units(number: int, item: Cleaned, account: Account, table: PartyTable, dating: Dating | None = None) -> list[Unit]:
    """Return the statements of one document with all that comparing them takes."""
    units = []
    turn = -1
    spans = Counter((s.start, s.end) for s in account.statements if s.party != NARRATION)
    last = (-1, -1)
    for statement, sentence in zip(account.statements, account.sentences, strict=True):
        if statement.party != NARRATION and (statement.start, statement.end) != last:
            turn, last = turn + 1, (statement.start, statement.end)
        when = timing(item.document, statement, dating)
        dated = replace(statement, event=event_of(when))
        side = Side(dated, read_signals(item.document.text, statement, table), item.document.source or item.document.id)
        joint = spans[statement.start, statement.end] > 1
        units.append(Unit(side, number, sentence, turn if statement.party != NARRATION else -1, when, joint))
    return units


def _heard_most(said: Accounts) -> tuple[str, ...]:
    """Return the two parties that are heard most; to decline to comment is to be heard."""
    heard = [unit.party for unit in said.units] + [refusal.party for refusal in said.refusals]
    counts = Counter(party for party in heard if party not in (NARRATION, OTHER))
    ranked = sorted(counts, key=lambda party: (-counts[party], party))
    return tuple(ranked[:2]) if len(ranked) > 1 else ()


def _doubts(said: Accounts, between: Sequence[str], *, builtin: bool) -> str:
    """Return why the table may not fit the story; empty where it does."""
    spoken = Counter(unit.party for unit in said.units if unit.party != NARRATION)
    if not spoken and not said.refusals:
        return ""
    if not between or sum(spoken[party] > 0 for party in spoken if party != OTHER) + bool(said.refusals) < 2:
        return "fewer than two parties of the table speak"
    if builtin and 2 * spoken[OTHER] > spoken.total():
        return "most speakers are in no party of the built-in table"
    return ""
