"""One statement on a page: who says it, in which words, and where; and the sign of a relation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import regex
from rich.text import Text

from dedup.model import Evidence, Relation, Statement
from dedup.report.accounts import Accounts
from dedup.report.safe import clip
from dedup.report.terminal_lines import Page, ink, marked, words

_GAP: Final = 4
_TITLE: Final = 48
# A name that a program gave: twelve hexadecimal digits or more, of which one at least is no letter.
_HASH: Final = regex.compile(r"(?<![0-9A-Za-z])(?=[a-f]*[0-9])[0-9a-f]{12,}(?![0-9A-Za-z])|[0-9a-f]{8}-[0-9a-f]{4}-")


@dataclass(frozen=True, slots=True)
class Writer:
    """A page and the accounts written on it; `everything` where nothing of them may be folded."""

    page: Page
    accounts: Accounts
    everything: bool = False

    def style(self, party: str) -> str:
        """Return the colour of a party: the two the report is about have one each, the others none."""
        focus = self.accounts.comparison.between
        return dict(zip(focus, ("cyan", "magenta"), strict=False)).get(party, "")

    def sign(self, relation: Relation) -> str:
        """Return the sign of an agreement or a divergence."""
        signs = self.page.signs
        if relation.relation == "agree":
            return signs.agree
        return {"scope": signs.wider, "omission": signs.silent}.get(relation.type or "", signs.differ)

    def statement(
        self, statement: Statement, evidence: Sequence[Evidence], width: int, lead: Text | None = None
    ) -> list[Text]:
        """Return who says it, behind `lead` if there is any, what is said, and where."""
        who = (lead or Text()) + self.who(statement)
        where = words(self.where(statement.document), "dim")
        bar = self._bar(statement, evidence, width)
        if who.cell_len + _GAP + where.cell_len <= width:
            return [self.page.apart(who, where, width), *bar]
        return [*self.page.wrap(who, width=width, rest=2), *bar, *self.page.wrap(where, width=width, rest=2)]

    def quoted(self, statement: Statement, evidence: Sequence[Evidence], *, first: int) -> list[Text]:
        """Return the sentence behind a bar, indented."""
        block = self._bar(statement, evidence, self.page.width - first)
        return [Text(" " * first) + line for line in block]

    def who(self, statement: Statement) -> Text:
        """Return party and speaker; a party that speaks for itself is named once."""
        name = self.accounts.name(statement.party)
        speaker = statement.speaker if statement.speaker != name else None
        party = words(name, f"bold {self.style(statement.party)}")
        return party + (Text("  ") + words(speaker) if speaker else Text())

    def where(self, document: str) -> str:
        """Return document, outlet and date, as far as they are known."""
        about = self.accounts.documents[document].document
        name = self.document(document)
        outlet = about.source if about.source not in (about.id, name) else None
        return ", ".join(part for part in (name, outlet, self.accounts.date(document)) if part)

    def document(self, id: str) -> str:
        """Return what to call a document: its id, or where that is a hash its title or outlet, if it has one."""
        about = self.accounts.documents[id].document
        if not _HASH.search(id):
            return id
        return clip(words(about.title or about.source or id).plain, _TITLE, ellipsis=self.page.signs.ellipsis)

    def brief(self, statement: Statement, width: int) -> Text:
        """Return the beginning of a sentence, at most `width` cells."""
        text = "".join(piece for piece, _ in self.accounts.marked(statement))
        return words(clip(words(text[: 4 * width]).plain, width, ellipsis=self.page.signs.ellipsis))

    def _bar(self, statement: Statement, evidence: Sequence[Evidence], width: int) -> list[Text]:
        style = self.style(statement.party)
        pieces = self.accounts.marked(statement, evidence)
        text = marked(pieces, style, self.page.signs.ellipsis)
        bar = ink(f"{self.page.signs.bar} ", style)
        return [bar + line for line in self.page.wrap(text, width=width - 2)]
