"""Rules for text that a document says twice."""

from __future__ import annotations

from dedup.check.removals import RemovalRule
from dedup.model import Removal


class RepeatedParagraph(RemovalRule):
    """A paragraph stands in a document more than once.

    The same paragraph, apart from typography, spacing and small edits, stands earlier in the same document. The first
    one is kept. The score is 1 for an exact repeat and the share of equal characters for a near one.

    Why it matters
    --------------
    A scraper that meets the standfirst both above and inside the body, or a page that is laid out twice for two
    screens, gives text twice. Word counts, quotations and training weights are then wrong by a factor of two.

    Example
    -------
        Grain prices rose for a third week on Tuesday.

        Traders pointed to the dry spring.

        Grain prices rose for a third week on Tuesday.

    How to fix
    ----------
    `dedup clean` takes the second one out. At the source, look for a selector that matches two elements of the page.
    Short replies, refrains, lists and tables are not reported: there, saying a thing twice means something.
    """

    code = "DUP101"
    name = "repeated-paragraph"
    level = "error"

    def message(self, removal: Removal, quoted: str, kept: str) -> str:
        return f"paragraph {quoted} repeats {kept}"


class RepeatedBlock(RemovalRule):
    """Several paragraphs in a row stand in a document more than once.

    A run of paragraphs repeats an earlier run in the same order. It is one finding, however many paragraphs it has;
    the first run is kept.

    Why it matters
    --------------
    Mostly the whole body was stored twice, often without its first paragraph, so that comparing the two halves of
    the file does not show it. Everything counted in such a document counts double.

    Example
    -------
        The mill closed in March.

        Its owner blamed the price of power.

        Unions had asked for talks.

        Its owner blamed the price of power.

        Unions had asked for talks.

    How to fix
    ----------
    `dedup clean` takes the second run out. At the source, look for a page that holds its article both as text and
    as data for a script, and read only one of them.
    """

    code = "DUP102"
    name = "repeated-block"
    level = "error"

    def message(self, removal: Removal, quoted: str, kept: str) -> str:
        return f"block of paragraphs from {quoted} on repeats {kept}"


class RepeatedHeadline(RemovalRule):
    """The headline is printed again at the head or the foot of the text.

    A line equals the headline, which is the title of the document or a line like a headline at its top.

    Why it matters
    --------------
    A headline in the text is counted as a sentence of the article, and one at the foot is taken for its conclusion.
    Two articles with a short body and the same headline look alike for the headline's sake.

    Example
    -------
        Harbour bridge to close for repairs
        Harbour bridge to close for repairs

        The bridge will be shut from Monday, the city said.

    How to fix
    ----------
    `dedup clean` keeps the first one. At the source, leave the page's title and its sharing links out of the text.
    """

    code = "DUP103"
    name = "repeated-headline"
    level = "warning"

    def message(self, removal: Removal, quoted: str, kept: str) -> str:
        return f"headline {quoted} repeats {kept}"
