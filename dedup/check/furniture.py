"""Rules for text that belongs to the page, not to the article."""

from __future__ import annotations

from dedup.check.removals import RemovalRule
from dedup.model import Removal


class Boilerplate(RemovalRule):
    """A paragraph stands in many articles of the same source.

    Figures and dates apart, the same line stands in a large share of the documents of one source, among different
    articles. The score is that share.

    Why it matters
    --------------
    Subscription notes, editors' addresses and legal lines make unrelated articles look like one another: near-duplicate
    search finds pairs that share nothing but their frame, and a language model learns the frame by heart.

    Example
    -------
        The Harbour Post is published by Harbour Media, 12 Quay Street.

    at the foot of each article of the Harbour Post.

    How to fix
    ----------
    `dedup clean` takes it out of every document. At the source, narrow the selector to the body of the article.
    A line that is news and not frame can be kept with `--ignore DUP111` for a check.
    """

    code = "DUP111"
    name = "boilerplate"
    level = "warning"

    def message(self, removal: Removal, quoted: str, kept: str) -> str:
        return f"boilerplate of this source: {quoted}"


class PageFurniture(RemovalRule):
    """A line at the head or the foot of the text belongs to the page.

    Buttons, invitations and notices that are no part of any article: follow, share, scroll to top, leave a reply.
    They are known by a list of forms, so that a single document is enough to find them.

    Why it matters
    --------------
    Such lines become sentences without a speaker, and repeat from one article to the next.

    Example
    -------
        Share this article

        Scroll to top

    How to fix
    ----------
    `dedup clean` takes them out. At the source, leave navigation, sharing and comment forms out of the text.
    Lines in the middle of an article, bylines and credits are not reported.
    """

    code = "DUP112"
    name = "page-furniture"
    level = "warning"

    def message(self, removal: Removal, quoted: str, kept: str) -> str:
        return f"page furniture {quoted}"
