"""One relation on a page: the sign, how sure, why, and what both sides say."""

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

# From here on two statements fit side by side, each about as wide as a newspaper reads well.
_SIDE_BY_SIDE: Final = 110
_INDENT: Final = 6
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

    def entry(self, *relations: Relation) -> list[Text]:
        """Return a relation in full: sign and type, confidence, reason, both statements.

        Of several relations that share a statement, that one is quoted once; the head is that of the first.
        """
        relation = relations[0]
        head = ink(f"{self.sign(relation)} {relation.type or 'agree'}", "bold")
        head += ink(f"  {relation.confidence:.2f}", "dim")
        lines = self.page.wrap(head, first=4)
        for reason in dict.fromkeys(each.reason for each in relations):
            lines += self.page.wrap(words(reason), first=_INDENT)
        lines.append(Text())
        pairs = [self.accounts.sides(each) for each in relations]
        evidence = [one for each in relations for one in each.evidence]
        if self.page.width >= _SIDE_BY_SIDE:
            half = (self.page.width - _INDENT - _GAP) // 2
            left, right = (self._column(pairs, side, evidence, half)[:-1] for side in (0, 1))
            pair = self.page.beside(left, right, half, _GAP)
            return [*lines, *(Text(" " * _INDENT) + line for line in pair), Text()]
        for side in (0, 1):
            lines += [
                Text(" " * _INDENT) + line for line in self._column(pairs, side, evidence, self.page.width - _INDENT)
            ]
        return lines

    def _column(
        self, pairs: Sequence[tuple[Statement, Statement]], side: int, evidence: Sequence[Evidence], width: int
    ) -> list[Text]:
        lines: list[Text] = []
        for statement in {pair[side].id: pair[side] for pair in pairs}.values():
            lines += [*self._statement(statement, evidence, width), Text()]
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
