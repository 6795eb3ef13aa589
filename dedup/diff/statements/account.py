"""From documents to statements: every sentence with whoever answers for it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from dedup.diff.attribution import Attribution
from dedup.diff.attribution.drafts import Draft, drafts, post_owners, quotation_owners
from dedup.diff.parties import NARRATION, OTHER, Assignment, PartyTable
from dedup.diff.statements.failures import Failures
from dedup.diff.statements.genders import told_genders
from dedup.diff.statements.shortnames import full_names
from dedup.diff.statements.speakers import Memory
from dedup.diff.statements.view import View
from dedup.diff.syntax.grammar import SUBJECT_PRONOUN
from dedup.diff.syntax.lexicon import lexicon
from dedup.diff.syntax.subjects import main_subject, with_apposition
from dedup.diff.syntax.verbs import SIGNED
from dedup.model import Cleaned, Kind, Span, Statement

Voice = tuple[Assignment, Attribution | None, Kind]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A party that declines to speak in one sentence.

    Parameters
    ----------
    statement : str
        Id of the narrated statement that tells of it.
    party : str
    speaker : str
    cue : Span
    comment : bool
        True for "did not comment", False for "did not specify" and the like.
    """

    statement: str
    party: str
    speaker: str
    cue: Span
    comment: bool


@dataclass(frozen=True, slots=True)
class Account:
    """The statements of one document in order, with the refusals told in it and the sentence each statement is from.

    Parameters
    ----------
    statements : tuple of Statement
    sentences : tuple of int
        For each statement the ordinal of its sentence in the document.
    refusals : tuple of Refusal
    """

    statements: tuple[Statement, ...]
    sentences: tuple[int, ...]
    refusals: tuple[Refusal, ...] = ()


_COMMENT = frozenset({"comment", "respond", "reply", "answer", "return", "reach", "reached"})


def accounts(
    corpus: Sequence[Cleaned], table: PartyTable, between: tuple[str, ...] = (), failures: Failures | None = None
) -> tuple[Account, ...]:
    """Return the account of each document.

    Parameters
    ----------
    corpus : sequence of Cleaned
        Documents that stay.
    table : PartyTable
    between : tuple of str
        Ids of the two parties the story is about; those that speak most where empty.
    failures : Failures, optional
        Takes note of the documents that cannot be read.

    Returns
    -------
    tuple of Account
        In the order of `corpus`; empty accounts of those that cannot be read.
    """
    failures = failures or Failures()
    read = [failures.guard(item, partial(drafts, item), tuple[Draft, ...]()) for item in corpus]
    names = full_names(corpus, read, table)
    told = told_genders(draft.row for found in read for draft in found)
    both = between or _two_parties(corpus, read, table, names, failures)
    return tuple(
        failures.guard(item, partial(_account, item, found, Memory(table, both, names, View(told))), Account((), ()))
        for item, found in zip(corpus, read, strict=True)
    )


def _two_parties(
    corpus: Sequence[Cleaned],
    read: Sequence[Sequence[Draft]],
    table: PartyTable,
    names: dict[str, str],
    failures: Failures,
) -> tuple[str, ...]:
    """Return the two parties that speak most, those listed first in the table winning ties."""
    counts: Counter[str] = Counter()
    for item, found in zip(corpus, read, strict=True):
        counts.update(failures.guard(item, partial(_heard, item, found, Memory(table, (), names)), Counter[str]()))
    order = list(table.names)
    ranked = sorted(counts, key=lambda party: (-counts[party], order.index(party) if party in order else len(order)))
    return tuple(ranked[:2])


def _heard(item: Cleaned, read: Sequence[Draft], memory: Memory) -> Counter[str]:
    """Return how often each party of the table speaks in a document."""
    counts: Counter[str] = Counter()
    for draft in read:
        for attribution in draft.found:
            if attribution.source is not None:
                source = attribution.source.of(item.document.text)
                counts.update({speaker.party for speaker in memory.resolve(source, draft.row)} - {OTHER})
    return counts


def _account(item: Cleaned, read: Sequence[Draft], memory: Memory) -> Account:
    """Read one document from its first sentence to its last, keeping in mind who was last in view."""
    text = item.document.text
    owners, posts = quotation_owners(text, read), post_owners(read)
    statements: list[Statement] = []
    numbers: list[int] = []
    refusals: list[Refusal] = []
    before: list[Assignment] = []
    for number, draft in enumerate(read):
        voices = _voices(text, draft, memory)
        if number in posts:
            voices = [(writer, None, "direct") for writer in _speakers(text, read[posts[number]], memory)]
        if not voices and draft.quoted and not draft.sentence.headline:
            going_on = _speakers(text, read[owners[number]], memory) if number in owners else before
            voices = [(speaker, None, draft.kind) for speaker in going_on]
        made = _statements(item, draft, voices)
        statements += made
        numbers += [number] * len(made)
        if not voices and not draft.sentence.headline:
            refusals += _refusals(text, draft, memory, made[-1].id)
        _remember(draft, voices, memory, text)
        told = [speaker for speaker, _, _ in voices]
        memory.introduce(draft.row, told)
        if told or not draft.quoted:
            before = told or _announced(text, draft, memory)
    return Account(tuple(statements), tuple(numbers), tuple(refusals))


def _voices(text: str, draft: Draft, memory: Memory) -> list[Voice]:
    """Return everybody who answers for a part of the sentence."""
    voices: list[Voice] = []
    for attribution in draft.found:
        if attribution.source is None or (attribution.lemma == SIGNED and not attribution.content):
            continue
        source = attribution.source.of(text)
        again = _again(source, [speaker for speaker, _, _ in voices], memory)
        speakers = [again] if again else memory.resolve(source, draft.row)
        if attribution.manner == "held":
            # what people want is told by those who ask them; parties say what they want
            speakers = [speaker for speaker in speakers if speaker.party != OTHER]
        if attribution.lemma == "colon" or draft.sentence.headline:
            # "Background: …" has the form of "Minister: …", and a headline leaves out who is not known
            speakers = [speaker for speaker in speakers if speaker.person or speaker.party != OTHER]
        voices += [(speaker, attribution, attribution.kind) for speaker in speakers]
    return voices


def _again(source: str, said: Sequence[Assignment], memory: Memory) -> Assignment | None:
    """Return whom a pronoun means that spoke before in the sentence: "the minister warned of war, which he said …"."""
    word = source.lower()
    if word not in ("he", "she") or not said:
        return None
    last = said[-1]
    single = last.person or lexicon().is_single(last.speaker.split()[-1].lower())
    return last if single and memory.view.fits(last, word) else None


def _speakers(text: str, draft: Draft, memory: Memory) -> list[Assignment]:
    """Return the speakers of the first attribution of a sentence."""
    source = next((found.source for found in draft.found if found.source), None)
    return memory.resolve(source.of(text), draft.row) if source else []


def _announced(text: str, draft: Draft, memory: Memory) -> list[Assignment]:
    """Return who is about to speak where a sentence of narration ends in a colon: "She put it in plain words:"."""
    subject = main_subject(draft.row) if draft.row and draft.row[-1].text == ":" else None
    if subject is None:
        return []
    subject = with_apposition(draft.row, subject)
    source = text[draft.row[subject[0]].start : draft.row[subject[1] - 1].end]
    return [found for found in memory.resolve(source, draft.row) if found.person or found.party != OTHER]


def _refusals(text: str, draft: Draft, memory: Memory, statement: str) -> list[Refusal]:
    """Return who declines to speak in a sentence of narration."""
    found = []
    for silence in draft.silences:
        if silence.source is None:
            continue
        comment = bool(set(silence.cue.of(text).lower().split()) & _COMMENT)
        found += [
            Refusal(statement, speaker.party, speaker.speaker, silence.cue, comment)
            for speaker in memory.resolve(silence.source.of(text), draft.row)
        ]
    return found


def _statements(item: Cleaned, draft: Draft, voices: Sequence[Voice]) -> list[Statement]:
    span = draft.sentence.span
    if not voices:
        identity = _identity(item, span.start, span.end, NARRATION)
        return [
            Statement(
                identity, item.document.id, span.start, span.end, NARRATION, None, None, None, (span,), "narration"
            )
        ]
    merged: dict[tuple[str, str], list[Voice]] = {}
    for voice in voices:
        merged.setdefault((voice[0].party, voice[0].speaker), []).append(voice)
    several = len({voice[1] for voice in voices}) > 1 and len(merged) > 1
    made = []
    for (party, speaker), group in merged.items():
        found = [voice[1] for voice in group if voice[1] is not None]
        start, end = _hull(found, span) if several and found else (span.start, span.end)
        whole = Span(start, end) if several and found else draft.sentence.body
        content = _apart([piece for attribution in found for piece in attribution.content]) or (whole,)
        made.append(
            Statement(
                _identity(item, start, end, f"{party}/{speaker}"),
                item.document.id,
                start,
                end,
                party,
                speaker,
                found[0].source if found else None,
                found[0].cue if found else None,
                content,
                _kind([voice[2] for voice in group]),
                alias=group[0][0].alias,
            )
        )
    return made


def _apart(pieces: Sequence[Span]) -> tuple[Span, ...]:
    """Return stretches of content with those that overlap made one: "A, according to X, according to X"."""
    made: list[Span] = []
    for piece in sorted(pieces, key=lambda piece: (piece.start, piece.end)):
        if made and piece.start < made[-1].end:
            made[-1] = Span(made[-1].start, max(made[-1].end, piece.end))
        else:
            made.append(piece)
    return tuple(pieces) if len(made) == len(pieces) else tuple(made)


def _kind(kinds: Sequence[Kind]) -> Kind:
    return kinds[0] if len(set(kinds)) == 1 else "mixed"


def _hull(found: Sequence[Attribution], span: Span) -> tuple[int, int]:
    spans = [piece for a in found for piece in (a.source, a.cue, *a.content) if piece is not None]
    return max(span.start, min(s.start for s in spans)), min(span.end, max(s.end for s in spans))


def _identity(item: Cleaned, start: int, end: int, voice: str) -> str:
    key = f"{item.document.id}\0{start}\0{end}\0{voice}"
    return "s" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _remember(draft: Draft, voices: Sequence[Voice], memory: Memory, text: str) -> None:
    for speaker, attribution, _ in voices:
        memory.attend(speaker, attribution.source.of(text) if attribution and attribution.source else speaker.speaker)
    if voices or draft.sentence.headline:
        return
    subject = main_subject(draft.row)
    if subject is None:
        return
    subject = with_apposition(draft.row, subject)
    words = [item.text for item in draft.row[subject[0] : subject[1]] if item.kind == "word"]
    if (len(words) == 1 and not words[0][:1].isupper()) or words[0].lower() in SUBJECT_PRONOUN:
        return
    source = text[draft.row[subject[0]].start : draft.row[subject[1] - 1].end]
    found = memory.resolve(source, draft.row)
    if len(found) == 1 and (found[0].person or found[0].party != OTHER):
        memory.attend(found[0], source)
