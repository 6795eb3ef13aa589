"""The list of whole-line patterns, and which words a line must begin and end with to be one of them.

Asking the list about every line of a corpus would take longer than all the rest. What a line begins and ends with is
known from the scan, and tells of nearly all that they match no pattern.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import regex

from dedup.data import load_table
from dedup.text.normalise import fold
from dedup.text.words import words

_TOKEN: Final = regex.compile(r"<name>|<figure>|[\[\]()|]|[^\[\]()|<]+|<")
# By these a pattern without words at its ends is known. "(c)" is read as the first, and is a word to what finds words.
_SIGNS: Final = "©"
_BRACKETED: Final = "c"
_INNER: Final = regex.compile(r"[\p{L}\p{M}\p{N}'.,]")


@dataclass(frozen=True, slots=True)
class _Blank:
    """A part of a pattern that stands for many words; `written` is its regular expression."""

    written: str


_BLANKS: Final = {
    "<name>": _Blank(r"\S{1,40}(?: \S{1,40}){0,3}"),
    "<figure>": _Blank(r"\p{Nd}[\p{Nd}.,\-/]{0,12}k?"),
}

# A pattern taken apart: what is written, blanks, and choices of sequences, an empty one where a part may be missing.
_Node = str | _Blank | tuple["_Sequence", ...]
_Sequence = tuple[_Node, ...]
_SPACE: Final[_Node] = ((" ",), ())


@dataclass(frozen=True, slots=True)
class Edges:
    """What lines begin and end with that can match a list of patterns: none is missed, a few too many are let through.

    Parameters
    ----------
    pairs : frozenset of (str, str)
        First and last word of lines of which both are written in a pattern.
    heads : frozenset of str
        First words of lines that may end with anything.
    tails : frozenset of str
        Last words of lines that may begin with anything.
    signs : frozenset of str
        Characters that are no words, one of which all other lines hold.
    """

    pairs: frozenset[tuple[str, str]]
    heads: frozenset[str]
    tails: frozenset[str]
    signs: frozenset[str]

    def admit(self, line: str) -> bool:
        """Tell whether a line can match.

        Parameters
        ----------
        line : str

        Returns
        -------
        bool
            False only where it matches no pattern.
        """
        found = words(line)
        if any(sign in line for sign in self.signs):
            return True
        return bool(found) and (
            (found[0], found[-1]) in self.pairs or found[0] in self.heads or found[-1] in self.tails
        )


@cache
def pattern_of(kind: str) -> regex.Pattern[str]:
    """Return one expression for all patterns of a kind, to be matched with the whole of a folded line.

    Parameters
    ----------
    kind : {"furniture", "credits"}

    Returns
    -------
    regex.Pattern
    """
    return regex.compile("|".join(_compiled(_parse(line)) for line in written_patterns(kind)))


@cache
def edges_of(kind: str) -> Edges:
    """Return what lines of a kind begin and end with.

    Parameters
    ----------
    kind : {"furniture", "credits"}

    Returns
    -------
    Edges
    """
    return edges_between(written_patterns(kind))


def edges_between(patterns: Sequence[str]) -> Edges:
    """Return what lines begin and end with that match one of some patterns.

    Parameters
    ----------
    patterns : sequence of str

    Returns
    -------
    Edges

    Raises
    ------
    ValueError
        If a pattern has no word at its begin, none at its end, and no sign by which to know it.

    Examples
    --------
    >>> edges = edges_between(["share this [page]", "more from <name>", "<figure> comments"])
    >>> [edges.admit(line) for line in ("Share this", "More news", "2 comments", "Share that", "From us")]
    [True, True, True, False, False]
    """
    pairs, heads, tails, signs = set[tuple[str, str]](), {_BRACKETED}, {_BRACKETED}, set[str]()
    for pattern in patterns:
        parts = _parse(pattern)
        first, last = _ends(parts, at_head=True), _ends(parts, at_head=False)
        pairs |= {(head, tail) for head in first for tail in last if head and tail}
        if None in last:
            heads |= {head for head in first if head}
        if None in first:
            tails |= {tail for tail in last if tail}
        if None in first and None in last:
            sign = next((sign for sign in _SIGNS if sign in pattern), None)
            if sign is None:
                raise ValueError(f"{pattern!r} may begin and end with anything: write a word at one of its ends")
            signs.add(sign)
    return Edges(frozenset(pairs), frozenset(heads), frozenset(tails), frozenset(signs))


@cache
def written_patterns(kind: str) -> tuple[str, ...]:
    """Return the patterns of a kind, as they are written in the list.

    Parameters
    ----------
    kind : {"furniture", "credits"}

    Returns
    -------
    tuple of str
    """
    groups = load_table("furniture.json")[kind].values()
    return tuple(line for group in groups for line in _flat(group))


def _flat(group: dict[str, list[str]] | list[str]) -> list[str]:
    return group if isinstance(group, list) else [line for lines in group.values() for line in lines]


def _compiled(parts: _Sequence) -> str:
    """Return the regular expression of a pattern."""
    written = []
    for node in parts:
        if isinstance(node, str):
            written.append(regex.escape(node).replace(r"\ ", " "))
        elif isinstance(node, _Blank):
            written.append(node.written)
        else:
            written.append("|".join(_compiled(choice) for choice in node).join(("(?:", ")")))
    return "".join(written)


def _parse(pattern: str) -> _Sequence:
    """Return a pattern taken apart.

    A space beside an optional part is optional with it: what is left after taking the part out has one space.
    """
    return (_alternatives(_TOKEN.findall(fold(pattern))),)


def _alternatives(tokens: Sequence[str]) -> tuple[_Sequence, ...]:
    found: list[list[_Node]] = [[]]
    waiting = iter(tokens)
    after_optional = False
    for token in waiting:
        here = found[-1]
        if token in ("[", "("):
            choices, after_optional = _group(waiting)
            if after_optional:
                if here and isinstance(before := here[-1], str) and before.endswith(" "):
                    here[-1:] = [before[:-1], _SPACE]
                choices = (*choices, ())
            here.append(choices)
            continue
        if token == "|":
            found.append([])
        elif token in _BLANKS:
            here.append(_BLANKS[token])
        elif after_optional and token.startswith(" "):
            here += [_SPACE, token[1:]]
        else:
            here.append(token)
        after_optional = False
    return tuple(tuple(each) for each in found)


def _group(tokens: Iterator[str]) -> tuple[tuple[_Sequence, ...], bool]:
    """Return the choices of a group that was opened, and whether it may be missing."""
    inside: list[str] = []
    depth = 0
    for token in tokens:
        if token in ("]", ")") and not depth:
            return _alternatives(inside), token == "]"
        depth += (token in ("[", "(")) - (token in ("]", ")"))
        inside.append(token)
    raise ValueError(f"a bracket is not closed before {''.join(inside)!r}")


def _ends(parts: _Sequence, *, at_head: bool) -> set[str | None]:
    """Return the first or the last words of all lines that match a pattern; None among them for any word or none."""
    found: set[str | None] = set()
    waiting: list[tuple[str, Sequence[_Node]]] = [("", parts)]
    while waiting:
        text, rest = waiting.pop()
        if (word := _complete(text, at_head=at_head)) is not None:
            found.add(word)
            continue
        if not rest:
            whole = words(text)
            found.add((whole[0] if at_head else whole[-1]) if whole else None)
            continue
        node, rest = (rest[0], rest[1:]) if at_head else (rest[-1], rest[:-1])
        if isinstance(node, _Blank):
            found.add(None)
        elif isinstance(node, str):
            waiting.append((text + node if at_head else node + text, rest))
        else:
            waiting += [(text, (*choice, *rest) if at_head else (*rest, *choice)) for choice in node]
    return found


def _complete(text: str, *, at_head: bool) -> str | None:
    """Return the word at the outer end of a text where nothing that follows inside can be part of it."""
    found = words(text)
    # Ended by the next word, or by a character that is in no word.
    if len(found) > 1 or (found and not _INNER.match(text[-1] if at_head else text[0])):
        return found[0] if at_head else found[-1]
    return None
