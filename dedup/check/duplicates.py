"""Rules for documents that repeat another document."""

from __future__ import annotations

from dedup.check.removals import RemovalRule
from dedup.model import Removal


class ExactDuplicate(RemovalRule):
    """A document says word for word what another one says.

    What remains of both after cleaning is equal, apart from typography, case and spacing.

    Why it matters
    --------------
    A story that was fetched twice, or that stands under two addresses, counts twice in every figure, and leaks from
    training data into test data.

    Example
    -------
    `news/0012.txt` and `news/0817.txt` hold the same article, one with curly quotation marks.

    How to fix
    ----------
    `dedup clean` keeps one of them; `--keep` says which. At the source, compare canonical addresses before fetching.
    """

    code = "DUP121"
    name = "exact-duplicate"
    level = "error"

    def message(self, removal: Removal, quoted: str, kept: str) -> str:
        return f"document {removal.document} says the same as {kept}"


class NearDuplicate(RemovalRule):
    """A document says nearly what another one says.

    The words that both have in common are at least the share `--near` of the words of both: 0.8 means that about four
    words in five are the same. The score is that share, computed exactly.

    Why it matters
    --------------
    An agency story with another headline, or a second version of an article, is no second report. Counting it as one
    makes one voice sound like two.

    Example
    -------
    Two papers print the same agency story, and one adds a sentence on local prices.

    How to fix
    ----------
    `dedup clean` keeps one of them. If pairs are reported that you want to keep, raise `--near`. Documents of one
    template that differ in their figures or names are no duplicates and are not reported.
    """

    code = "DUP122"
    name = "near-duplicate"
    level = "error"

    def message(self, removal: Removal, quoted: str, kept: str) -> str:
        return f"document {removal.document} says nearly the same as {kept}"


class ContainedDuplicate(RemovalRule):
    """A document is a shortened print of another one.

    At least the share `--contained` of its text stands in the longer document, which is kept. The score is that share.
    It has a direction: the longer document is not contained in the shorter one.

    Why it matters
    --------------
    A teaser, a summary box or a cut reprint adds nothing to the full article and yet counts as a document.

    Example
    -------
    A front page holds the first four paragraphs of an article that stands in full on a page of its own.

    How to fix
    ----------
    `dedup clean` keeps the longer one. At the source, do not store section and front pages as articles.
    """

    code = "DUP123"
    name = "contained-duplicate"
    level = "error"

    def message(self, removal: Removal, quoted: str, kept: str) -> str:
        return f"document {removal.document} is contained in {kept}"
