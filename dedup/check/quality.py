"""Rules for what the input should be before anything is compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dedup.check.damage import Damage, find_damage
from dedup.check.identity import identify
from dedup.check.interface import Inspection, Rule
from dedup.check.places import place_of
from dedup.check.removals import quote
from dedup.model import Document, Finding

# Of the text around the first damaged character, so that a reader recognises the word.
_AROUND: Final = 12


class RejectRule(Rule):
    """A rule that reports what could not become a document."""

    def find(self, inspection: Inspection) -> Iterator[Finding]:
        """Yield one finding for each reject of this rule's code."""
        for reject in inspection.result.rejects:
            if reject.code == self.code:
                yield Finding(
                    rule=self.code,
                    path=reject.path,
                    line=reject.line or 1,
                    message=reject.reason,
                    fingerprint=identify(self.code, reject.path, reject.raw or reject.reason),
                )


class Unreadable(RejectRule):
    """A file or a record cannot be read.

    Broken JSON, a record without its text field, a binary file, a damaged archive, a file without permission.

    Why it matters
    --------------
    What cannot be read is missing from every figure, and nothing else would say so.

    Example
    -------
        {"id": "n7", "text": "The mill closed in March.

    How to fix
    ----------
    The message names the place and the reason. Where the text has another field name, give it with `--text-field`.
    `dedup clean` writes such records to its rejects file and goes on.
    """

    code = "SRC301"
    name = "unreadable"
    level = "error"


class EncodingDamage(RejectRule):
    """The characters of a text are not the ones that were written.

    Either the bytes fit no known encoding, or the text can be read and shows that it was once decoded with the wrong
    one: "â€™" for an apostrophe, "Ã©" for "é", the sign "\ufffd" for what is lost. A few such signs in a long text are
    let pass. The score is the share of damaged characters.

    Why it matters
    --------------
    Damaged words equal no other words: repeats and duplicates are missed, quotations cannot be found, and the signs
    end in vocabularies and models.

    Example
    -------
        The ministerâ€™s spokesman said the cafÃ© would stay open.

    How to fix
    ----------
    Fetch again and decode with the encoding that the server names, mostly UTF-8. Where only the wrong decoding is
    left, encode with it and decode as UTF-8. For single files, `--encoding` names the right one.
    """

    code = "SRC302"
    name = "encoding-damage"
    level = "error"

    def find(self, inspection: Inspection) -> Iterator[Finding]:
        """Yield one finding for each reject, and for each document whose text shows the signs."""
        yield from super().find(inspection)
        for item in inspection.result.items:
            damage = find_damage(item.document.text)
            if damage:
                yield self._finding(item.document, damage)

    def _finding(self, document: Document, damage: Damage) -> Finding:
        first = damage.marks[0]
        place = place_of(document, first.start, first.end)
        line_start = document.text.rfind("\n", 0, first.start) + 1
        around = document.text[max(line_start, first.start - _AROUND) : first.end + _AROUND].split("\n")[0]
        count = len(damage.marks)
        return Finding(
            rule=self.code,
            path=place.path,
            line=place.line,
            message=f"{count} {'sign' if count == 1 else 'signs'} of a wrong decoding, first in {quote(around)}",
            document=document.id,
            start=first.start,
            end=first.end,
            measure="damage",
            score=damage.share,
            column=place.column,
            end_line=place.end_line,
            end_column=place.end_column,
            fingerprint=identify(self.code, document.id),
        )


class Empty(RejectRule):
    """A file or a record holds no text.

    Nothing, or only white space.

    Why it matters
    --------------
    An empty document is mostly a page that was not loaded, behind a wall or a script. It counts as an article, and all
    of them equal one another.

    Example
    -------
        {"id": "n8", "text": ""}

    How to fix
    ----------
    Fetch again, or leave the record out.
    """

    code = "SRC303"
    name = "empty"
    level = "warning"
