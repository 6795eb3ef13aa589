"""One relation on a page: the sign, how sure, why, and what both sides say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich.text import Text

from dedup.model import Evidence, Relation, Statement
from dedup.report.accounts import Accounts
from dedup.report.safe import clip
from dedup.report.terminal_lines import Page, ink, marked, words

# From here on two statements fit side by side, each about as wide as a newspaper reads well.
_SIDE_BY_SIDE: Final = 110
_INDENT: Final = 6
_GAP: Final = 4


@dataclass(frozen=True, slots=True)
class Writer:
    """A page and the accounts written on it."""

    page: Page
    accounts: Accounts

    def style(self, party: str) -> str:
        """Return the colour of a party: the two the report is about have one each, the others none."""
        focus = self.accounts.comparison.between
        return dict(zip(focus, ("cyan", "magenta"), strict=False)).get(party, "")

    def entry(self, relation: Relation) -> list[Text]:
        """Return a relation in full: sign and type, confidence, reason, both statements."""
        a, b = self.accounts.pair(relation)
        head = ink(f"{self.sign(relation)} {relation.type or 'agree'}", "bold")
        head += ink(f"  {relation.confidence:.2f}", "dim")
        lines = [*self.page.wrap(head, first=4), *self.page.wrap(words(relation.reason), first=_INDENT), Text()]
        if self.page.width >= _SIDE_BY_SIDE:
            half = (self.page.width - _INDENT - _GAP) // 2
            left, right = (self._statement(one, relation.evidence, half) for one in (a, b))
            pair = self.page.beside(left, right, half, _GAP)
            return [*lines, *(Text(" " * _INDENT) + line for line in pair), Text()]
        for one in (a, b):
            block = self._statement(one, relation.evidence, self.page.width - _INDENT)
            lines += [*(Text(" " * _INDENT) + line for line in block), Text()]
        return lines

    def sign(self, relation: Relation) -> str:
        """Return the sign of an agreement or a divergence."""
        signs = self.page.signs
        if relation.relation == "agree":
            return signs.agree
        return {"scope": signs.wider, "omission": signs.silent}.get(relation.type or "", signs.differ)

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
        outlet = about.source if about.source != about.id else None
        return ", ".join(part for part in (about.id, outlet, about.date) if part)

    def brief(self, statement: Statement, width: int) -> Text:
        """Return the beginning of a sentence, at most `width` cells."""
        text = "".join(piece for piece, _ in self.accounts.marked(statement))
        return words(clip(words(text[: 4 * width]).plain, width, ellipsis=self.page.signs.ellipsis))

    def _statement(self, statement: Statement, evidence: Sequence[Evidence], width: int) -> list[Text]:
        who, where = self.who(statement), words(self.where(statement.document), "dim")
        bar = self._bar(statement, evidence, width)
        if who.cell_len + _GAP + where.cell_len <= width:
            return [self.page.apart(who, where, width), *bar]
        return [*self.page.wrap(who, width=width, rest=2), *bar, *self.page.wrap(where, width=width, rest=2)]

    def _bar(self, statement: Statement, evidence: Sequence[Evidence], width: int) -> list[Text]:
        style = self.style(statement.party)
        pieces = self.accounts.marked(statement, evidence)
        text = marked(pieces, style, self.page.signs.ellipsis)
        bar = ink(f"{self.page.signs.bar} ", style)
        return [bar + line for line in self.page.wrap(text, width=width - 2)]
