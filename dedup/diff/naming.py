"""What the things of a story are called: nouns and noun phrases as its statements print them.

There is no tagger. A word is a noun where it ends a phrase as often as not: "the plan will", "of the plan"; the verb in
"to plan" and the adjective in "the northern berths" do not. Names of persons and of whoever speaks are no things, and
neither is a part of a longer name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from dedup.diff.relations.judgement import Unit
from dedup.diff.statements.genders import gender
from dedup.diff.statements.signals import stem_of
from dedup.diff.syntax.grammar import (
    AUXILIARY,
    BE,
    DETERMINER,
    DO,
    IRREGULAR_PAST,
    MODAL,
    NEGATED,
    PREPOSITION,
    SUBJECT_PRONOUN,
    SUBORDINATOR,
)
from dedup.diff.syntax.lexicon import lexicon
from dedup.model import Span
from dedup.text.normalise import level

Key = tuple[str, ...]

_WORD: Final = regex.compile(r"\p{L}[\p{L}\p{M}'-]*\p{L}|\p{L}")
# Forms of verbs and adjectives; nouns of that form stand behind an article somewhere ("the building").
_FORMED: Final = regex.compile(r"(?:(?<!e)ed|ing|ous|ful|able|ible|less|ish|ive|ly)$")
_NO_PART: Final = regex.compile(r"(?:(?<!e)ed|ly)$")
_ENDS: Final = (PREPOSITION | {"of"} | AUXILIARY | SUBORDINATOR | NEGATED) - DETERMINER
_BEFORE_VERBS: Final = (MODAL | DO | NEGATED | SUBJECT_PRONOUN | {"to", "who"}) - {"no"}
_BEFORE_NOUNS: Final = (DETERMINER | PREPOSITION | {"of", "no", "'s"}) - {"to", "that", "her"}
_BEFORE_ADJECTIVES: Final = BE | frozenset({"very", "too", "so", "more", "most", "less", "as", "how", "seem", "become"})
# A noun ends a phrase at least once in so many times.
_SELDOM: Final = 4
# A phrase names an issue where it stands in this share of the statements, and in two of them.
_SHARE: Final = 0.3
_LONGEST: Final = 3


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a statement, with the words right beside it, and the last before it that tells nothing of the subject.

    Of such words, and of the names of parties, the stem is None.
    """

    form: str
    stem: str | None
    before: str
    after: str
    lead: str
    joined: bool


@dataclass(slots=True)
class _Seen:
    """How a stem is printed in a story."""

    total: int = 0
    ends: int = 0
    acts: int = 0
    led: bool = False
    capital: int = 0
    beside: int = 0
    person: bool = False
    form: str = ""

    def note(self, word: _Word, voices: Collection[str]) -> None:
        """Take note of one place; a capital may be that of a sentence, and so counts only in most places."""
        self.total += 1
        ends = _ends_a_phrase(word)
        self.ends += ends
        plural = word.form.endswith("s") and not word.form.endswith("ss")
        self.led |= ends and (plural or word.lead.lower() in _BEFORE_NOUNS)
        self.acts += word.before.lower() in _BEFORE_VERBS
        self.form = min(self.form or word.form, word.form)
        if word.form[0].isupper():
            self.capital += 1
            self.beside += word.before[:1].isupper() or word.after[:1].isupper()
            titled = word.before[:1].isupper() and (
                word.before.lower() in lexicon().holders or gender((word.before,), {}) is not None
            )
            self.person |= titled or word.form.lower() in voices or gender((word.form,), {}) is not None


class Naming:
    """How the stems of a story are printed, and which of them name a thing.

    Parameters
    ----------
    units : sequence of Unit
    texts : mapping
        Document id to its text.
    """

    def __init__(self, units: Sequence[Unit], texts: Mapping[str, str]) -> None:
        self.common: Counter[str] = Counter()
        self._texts = texts
        self._phrases: dict[str, frozenset[tuple[Key, str]]] = {}
        seen: dict[str, _Seen] = defaultdict(_Seen)
        voices = {word.lower() for unit in units for word in (unit.side.statement.speaker or "").split()}
        for unit in units:
            self.common.update(unit.side.signals.stems.keys())
            for word in self._words(unit):
                if word.stem is not None:
                    seen[word.stem].note(word, voices)
        names = {stem for stem, one in seen.items() if 2 * one.capital > one.total}
        self._acts = frozenset(stem for stem, one in seen.items() if one.acts > one.ends)
        self._nouns = frozenset(
            stem for stem, one in seen.items() if one.led and one.ends > one.acts and _SELDOM * one.ends >= one.total
        )
        self._persons = frozenset(stem for stem in names if seen[stem].person)
        self._heads = frozenset(stem for stem, one in seen.items() if lexicon().is_head(one.form.lower()))
        self._parts = frozenset(stem for stem in names if 2 * seen[stem].beside > seen[stem].total)

    def names(self, key: Key) -> bool:
        """Tell whether the last word of a key can name a thing, alone or with others."""
        last = key[-1]
        return last in self._nouns - self._persons and not (len(key) > 1 and last in self._heads)

    def stands_alone(self, stem: str) -> bool:
        """Tell whether a word says by itself what an issue is about: no office, no company, no part of a name."""
        return self.names((stem,)) and stem not in self._heads | self._parts

    def nouns_in(self, unit: Unit) -> Iterator[str]:
        """Yield the stems of a statement that say what it is about."""
        yield from (stem for stem in unit.side.signals.stems if self.stands_alone(stem))

    def label(self, key: Key, group: Sequence[Unit]) -> str:
        """Return an issue's words as most of its statements print them, with what stands before them in most.

        A single word is told with the phrase it stands in where several of the statements share that: "ceasefire plan".
        """
        counts: Counter[Key] = Counter()
        printed: dict[Key, Counter[str]] = defaultdict(Counter)
        for unit in group:
            for phrase, form in sorted(self._phrases_of(unit)):
                if set(key) <= set(phrase):
                    counts[phrase] += 1
                    printed[phrase][form] += 1
        least = max(2, _SHARE * len(group)) if len(group) > 2 else 1
        shared = [phrase for phrase in counts if counts[phrase] >= least and len(phrase) == max(2, len(key))]
        best = min(shared, key=lambda phrase: (-counts[phrase], phrase), default=None)
        if best is not None:
            longer = [one for one in counts if one[1:] == best and 2 * counts[one] > counts[best]]
            best = min(longer, key=lambda phrase: (-counts[phrase], phrase), default=best)
            return min(printed[best], key=lambda form: (-printed[best][form], form))
        return " ".join(self._bare(stem, group) for stem in key)

    def _bare(self, stem: str, group: Sequence[Unit]) -> str:
        forms: Counter[tuple[bool, str]] = Counter()
        for unit in group:
            if stem in unit.side.signals.stems:
                text = self._texts[unit.side.statement.document]
                words = [word for word in self._words(unit) if word.stem == stem]
                known = any(_ends_a_phrase(word) for word in words)
                forms[not known, level(unit.side.signals.stems[stem].of(text)).removesuffix("'s")] += 1
        return min(forms, key=lambda form: (form[0], -forms[form], form[1]))[1] if forms else stem

    def _phrases_of(self, unit: Unit) -> frozenset[tuple[Key, str]]:
        """Return the noun phrases of two and three words that a statement prints, with their stems."""
        identity = unit.id
        if identity not in self._phrases:
            found: set[tuple[Key, str]] = set()
            run: list[_Word] = []
            for word in (*self._words(unit), None):
                if word is not None and word.joined and self._can_be_part(word):
                    run.append(word)
                    continue
                while run and not self.names((str(run[-1].stem),)):
                    run.pop()
                for length in range(2, min(len(run), _LONGEST) + 1):
                    part = run[-length:]
                    found.add((tuple(str(one.stem) for one in part), " ".join(one.form for one in part)))
                run = [word] if word is not None and self._can_be_part(word) else []
            self._phrases[identity] = frozenset(found)
        return self._phrases[identity]

    def _can_be_part(self, word: _Word) -> bool:
        form = word.form.lower()
        barred = word.stem is None or word.stem in self._acts or word.stem in self._persons
        return not barred and not _NO_PART.search(form) and form not in IRREGULAR_PAST

    def _words(self, unit: Unit) -> Iterator[_Word]:
        """Yield the words of what is said; names of parties and words without a subject have no stem."""
        statement, stems = unit.side.statement, unit.side.signals.stems
        text = self._texts[statement.document]
        for span in statement.content or (Span(statement.start, statement.end),):
            body = level(span.of(text))
            found = list(_WORD.finditer(body))
            before, lead, joined = "", "", False
            for at, match in enumerate(found):
                form = match.group().removesuffix("'s")
                stem = stem_of(form)
                stem = stem if stem in stems else None
                following = found[at + 1] if at + 1 < len(found) else None
                beside = following is not None and following.start() == match.end() + 1 and body[match.end()] == " "
                after = following.group() if following and beside and form == match.group() else ""
                yield _Word(form, stem, before, after, lead, joined)
                lead = form if stem is None else lead
                before, lead, joined = (form, lead, True) if after else ("", "'s" if beside else "", False)


def _ends_a_phrase(word: _Word) -> bool:
    """Tell whether a word stands where a noun does: behind no verb of being or helping, and at the end of a phrase."""
    before = word.before.lower()
    if (word.after and word.after.lower() not in _ENDS) or before in _BEFORE_VERBS | _BEFORE_ADJECTIVES:
        return False
    return not _FORMED.search(word.form) or before in DETERMINER or before == "of"
