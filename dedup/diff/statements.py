"""From documents to statements: every sentence with whoever answers for it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dedup.diff.attribution import Attribution, attributions
from dedup.diff.outline import Outline, Sentence, outline
from dedup.diff.parties import NARRATION, OTHER, Assignment, PartyTable, personal_name
from dedup.diff.quotations import quotations
from dedup.diff.speakers import Memory
from dedup.diff.subjects import main_subject
from dedup.diff.tokens import Item, items, words_of
from dedup.model import Cleaned, Kind, Span, Statement

# A sentence that is quoted to this share and has no cue goes on with the quotation before it.
_QUOTED = 0.5


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


@dataclass(slots=True)
class _Draft:
    sentence: Sentence
    row: tuple[Item, ...]
    found: list[Attribution]
    silences: list[tuple[Span | None, Span]]


def accounts(corpus: Sequence[Cleaned], table: PartyTable, between: tuple[str, ...] = ()) -> tuple[Account, ...]:
    """Return the account of each document.

    Parameters
    ----------
    corpus : sequence of Cleaned
        Documents that stay.
    table : PartyTable
    between : tuple of str
        Ids of the two parties the story is about; those that speak most where empty.

    Returns
    -------
    tuple of Account
        In the order of `corpus`.
    """
    drafts = [_drafts(item, outline(item)) for item in corpus]
    names = _full_names(corpus, drafts)
    both = between or _two_parties(corpus, drafts, table, names)
    return tuple(_account(item, found, Memory(table, both, names)) for item, found in zip(corpus, drafts, strict=True))


def _drafts(item: Cleaned, body: Outline) -> list[_Draft]:
    text = item.document.text
    quotes = [quotations(text, span) for span in body.paragraphs]
    drafts = []
    for sentence in body.sentences:
        row = items(text, sentence.body, quotes[sentence.paragraph])
        found, silences = attributions(row)
        drafts.append(_Draft(sentence, row, found, [(silence.source, silence.cue) for silence in silences]))
    return drafts


def _full_names(corpus: Sequence[Cleaned], drafts: Sequence[list[_Draft]]) -> dict[str, str]:
    """Return the last word of every personal name that speaks, with the fullest form met."""
    names: dict[str, str] = {}
    for item, found in zip(corpus, drafts, strict=True):
        sources = [a.source.of(item.document.text) for draft in found for a in draft.found if a.source]
        for source in sources:
            for part in (source, *source.split(",")):
                name = personal_name(_until_preposition(part))
                if name and len(name) > len(names.get(name.split()[-1], "")):
                    names[name.split()[-1]] = name
    return names


def _until_preposition(part: str) -> Sequence[str]:
    from dedup.diff.speakers import core_words

    return core_words(words_of(part))


def _two_parties(
    corpus: Sequence[Cleaned], drafts: Sequence[list[_Draft]], table: PartyTable, names: dict[str, str]
) -> tuple[str, ...]:
    """Return the two parties that speak most, those listed first in the table winning ties."""
    counts: Counter[str] = Counter()
    for item, found in zip(corpus, drafts, strict=True):
        memory = Memory(table, (), names)
        for draft in found:
            for attribution in draft.found:
                if attribution.source is not None:
                    counts.update(
                        {a.party for a in memory.resolve(attribution.source.of(item.document.text), draft.row)}
                        - {OTHER}
                    )
    order = list(table.names)
    ranked = sorted(counts, key=lambda party: (-counts[party], order.index(party) if party in order else len(order)))
    return tuple(ranked[:2])


def _account(item: Cleaned, drafts: Sequence[_Draft], memory: Memory) -> Account:
    text = item.document.text
    statements: list[Statement] = []
    numbers: list[int] = []
    refusals: list[Refusal] = []
    owners = _quote_owners(item, drafts)
    previous: tuple[list[Assignment], bool] = ([], False)
    for number, draft in enumerate(drafts):
        spoken = _voices(item, draft, memory)
        if not spoken and not draft.sentence.headline and _quoted_share(draft) >= _QUOTED:
            owner = owners.get(number)
            speakers = memory_of(owner, item, drafts, memory) if owner is not None else previous[0]
            if speakers:
                spoken = [(speaker, None, _quote_kind(draft)) for speaker in speakers]
        if draft.sentence.headline and not _headline_speaker(draft):
            spoken = []
        for statement in _statements(item, draft, spoken):
            statements.append(statement)
            numbers.append(number)
        told = [speaker for speaker, _, _ in spoken]
        for source, cue in draft.silences:
            if source is None or spoken or draft.sentence.headline:
                continue
            for speaker in memory.resolve(source.of(text), draft.row):
                comment = bool(set(cue.of(text).lower().split()) & _COMMENT)
                refusals.append(Refusal(statements[-1].id, speaker.party, speaker.speaker, cue, comment))
        _remember(draft, spoken, memory, text)
        memory.introduce(draft.row, told)
        if told:
            previous = (told, True)
        elif _quoted_share(draft) < _QUOTED:
            previous = ([], False)
    return Account(tuple(statements), tuple(numbers), tuple(refusals))


Voice = tuple[Assignment, Attribution | None, Kind]


def _voices(item: Cleaned, draft: _Draft, memory: Memory) -> list[Voice]:
    voices: list[Voice] = []
    for attribution in draft.found:
        if attribution.source is None:
            continue
        source = attribution.source.of(item.document.text)
        speakers = memory.resolve(source, draft.row)
        if attribution.lemma == "colon":
            # "Background: …" has the form of "Minister: …"
            speakers = [speaker for speaker in speakers if speaker.person or speaker.party != OTHER]
        voices += [(speaker, attribution, attribution.kind) for speaker in speakers]
    return voices


def _quoted_share(draft: _Draft) -> float:
    inside = sum(len(item.text) for item in draft.row if item.kind == "quote")
    whole = sum(len(item.text) for item in draft.row)
    return inside / whole if whole else 0.0


def _quote_kind(draft: _Draft) -> Kind:
    return "direct" if _quoted_share(draft) >= 0.6 else "mixed"


def _quote_owners(item: Cleaned, drafts: Sequence[_Draft]) -> dict[int, int]:
    """Return, for each quoted sentence without a cue, the sentence whose speaker goes on in it.

    A sentence of one quotation with an attributed one belongs to that one, be it before or behind.
    """
    text = item.document.text
    owners: dict[int, int] = {}
    for number, draft in enumerate(drafts):
        if draft.found or _quoted_share(draft) < _QUOTED:
            continue
        for step in (1, -1):
            at = number
            while number not in owners and _goes_on(text, drafts, at, at + step):
                at += step
                if drafts[at].found:
                    owners[number] = at
    return owners


def _goes_on(text: str, drafts: Sequence[_Draft], at: int, beside: int) -> bool:
    """Tell whether two sentences beside each other stand in one paragraph and one quotation."""
    if not 0 <= beside < len(drafts) or drafts[at].sentence.paragraph != drafts[beside].sentence.paragraph:
        return False
    low, high = sorted((at, beside))
    return _same_quotation(text, drafts[low], drafts[high])


def _same_quotation(text: str, first: _Draft, second: _Draft) -> bool:
    """Tell whether a quotation runs on from the end of one sentence into the next."""
    between = text[first.sentence.span.start : first.sentence.span.end].rstrip()
    opens = second.row and second.row[0].kind == "quote" and second.row[0].text[:1] not in '"'
    return bool(opens) and not between.endswith(("”", '"', "»"))


def memory_of(owner: int, item: Cleaned, drafts: Sequence[_Draft], memory: Memory) -> list[Assignment]:
    """Return the speakers of another sentence of the paragraph."""
    attribution = next((a for a in drafts[owner].found if a.source), None)
    if attribution is None or attribution.source is None:
        return []
    return memory.resolve(attribution.source.of(item.document.text), drafts[owner].row)


def _headline_speaker(draft: _Draft) -> bool:
    """Tell whether a headline names its speaker: "Minister: no deal yet"."""
    return any(item.text == ":" for item in draft.row[:5])


def _statements(item: Cleaned, draft: _Draft, voices: Sequence[Voice]) -> list[Statement]:
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
        content = tuple(piece for attribution in found for piece in attribution.content) or (draft.sentence.body,)
        start, end = _hull(found, span) if several and found else (span.start, span.end)
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


def _kind(kinds: Sequence[Kind]) -> Kind:
    return kinds[0] if len(set(kinds)) == 1 else "mixed"


def _hull(found: Sequence[Attribution], span: Span) -> tuple[int, int]:
    spans = [piece for a in found for piece in (a.source, a.cue, *a.content) if piece is not None]
    return max(span.start, min(s.start for s in spans)), min(span.end, max(s.end for s in spans))


def _identity(item: Cleaned, start: int, end: int, voice: str) -> str:
    key = f"{item.document.id}\0{start}\0{end}\0{voice}"
    return "s" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _remember(draft: _Draft, voices: Sequence[Voice], memory: Memory, text: str) -> None:
    for speaker, attribution, _ in voices:
        memory.attend(speaker, attribution.source.of(text) if attribution and attribution.source else speaker.speaker)
    if voices or draft.sentence.headline:
        return
    subject = main_subject(draft.row)
    if subject is None:
        return
    words = [item.text for item in draft.row[subject[0] : subject[1]] if item.kind == "word"]
    if (len(words) == 1 and not words[0][:1].isupper()) or words[0].lower() in ("he", "she", "it", "they", "we", "i"):
        return
    found = memory.resolve(" ".join(words), draft.row)
    if len(found) == 1 and (found[0].person or found[0].party != OTHER):
        memory.attend(found[0], " ".join(words).replace(" 's", "'s"))
