"""What went together: each kept document with those that went in its favour."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from dedup.clean.borderline import Pair, borderline_pairs
from dedup.clean.options import CleanOptions
from dedup.model import Cleaned, CleanResult, Removal


@dataclass(frozen=True, slots=True)
class Member:
    """A document that went, and the removal that took it: rule, measure and score."""

    item: Cleaned
    removal: Removal


@dataclass(frozen=True, slots=True)
class Group:
    """A star of duplicates.

    Parameters
    ----------
    kept : Cleaned
        The document that stays.
    removed : tuple of Member
        Those that went in its favour, by rule, then the surest first, then by id.
    """

    kept: Cleaned
    removed: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class DuplicateGroups:
    """The duplicates of a corpus, group by group.

    Parameters
    ----------
    result : CleanResult
        The cleaning they come from; its ``series`` are no duplicates and stay.
    groups : tuple of Group
        The largest first, then by id of the kept document.
    near : float
        The threshold that `above` and `below` are about.
    above, below : tuple of Pair
        Near-duplicates that went, and documents that stay, the nearest to the threshold first.
    """

    result: CleanResult
    groups: tuple[Group, ...]
    near: float
    above: tuple[Pair, ...] = ()
    below: tuple[Pair, ...] = ()


def find_groups(result: CleanResult, options: CleanOptions | None = None, *, borderline: int = 0) -> DuplicateGroups:
    """Return the duplicates that cleaning found, group by group.

    Parameters
    ----------
    result : CleanResult
        What cleaning with `options` returned.
    options : CleanOptions, optional
    borderline : int, default 0
        How many pairs to give on each side of the threshold.

    Returns
    -------
    DuplicateGroups

    Examples
    --------
    >>> from dedup.clean.pipeline import clean_corpus
    >>> from dedup.model import Corpus, Document
    >>> result = clean_corpus(Corpus((Document("a", "Rain."), Document("b", "Rain."), Document("c", "Snow."))))
    >>> [(group.kept.document.id, [one.removal.rule for one in group.removed]) for group in find_groups(result).groups]
    [('a', ['DUP121'])]
    """
    options = options or CleanOptions()
    by_id = {item.document.id: item for item in result.items}
    removed: dict[str, list[Member]] = defaultdict(list)
    for item in result.items:
        for removal in item.removals:
            if removal.level == "document" and removal.kept is not None:
                removed[removal.kept.document].append(Member(item, removal))
    groups = [Group(by_id[kept], tuple(sorted(members, key=_rank))) for kept, members in removed.items()]
    above, below = borderline_pairs(result, borderline, options) if borderline else ((), ())
    groups.sort(key=lambda group: (-len(group.removed), group.kept.document.id))
    return DuplicateGroups(result, tuple(groups), options.near, above, below)


def _rank(member: Member) -> tuple[str, float, str]:
    return member.removal.rule, -member.removal.score, member.item.document.id
