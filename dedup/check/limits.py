"""Rules for a corpus as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from dedup.check.identity import identify
from dedup.check.interface import Inspection, Rule
from dedup.check.places import place_of
from dedup.model import Finding


class DuplicateRate(Rule):
    """More documents are duplicates than the limit allows.

    The documents that repeat another one (DUP121, DUP122, DUP123), as a share of the documents read, are more than
    `--max-duplicates`. Without that option the rule reports nothing. It stands at the first of the duplicates, for
    the sake of tools that want a place. The score is the share.

    Why it matters
    --------------
    Some repetition is normal in news, and a sudden rise means that a feed was fetched twice or a scraper runs in
    circles. A limit tells the one from the other.

    Example
    -------
        dedup check data/ --select RATE401 --max-duplicates 5%

    passes as long as at most five documents in a hundred repeat another.

    How to fix
    ----------
    Look at the duplicates with `dedup check --select DUP12`, then mend the source, clean the data, or raise the limit.
    """

    code = "RATE401"
    name = "duplicate-rate"
    level = "error"

    def find(self, inspection: Inspection) -> Iterator[Finding]:
        """Yield one finding if the share of duplicates is above the limit, none otherwise."""
        limit = inspection.options.max_duplicates
        dropped = [item.document for item in inspection.result.items if item.dropped]
        total = len(inspection.result.items)
        if limit is None or not dropped or len(dropped) / total <= limit:
            return
        places = (place_of(document, 0, len(document.text)) for document in dropped)
        first = min(places, key=lambda place: (place.path, place.line))
        share = len(dropped) / total
        yield Finding(
            rule=self.code,
            path=first.path,
            line=first.line,
            message=f"{len(dropped)} of {total} documents repeat another ({100 * share:.4g}%), "
            f"above the limit of {100 * limit:.4g}%; this is the first",
            measure="share",
            score=share,
            fingerprint=identify(self.code),
        )
