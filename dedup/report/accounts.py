"""Questions every page about a comparison asks of it: who said this, where, under which issue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dedup.model import Cleaned, Comparison, Evidence, Issue, Relation, Span, Statement

NARRATION: Final = "narration"
OTHER: Final = "other"
# Nobody's allies: they come after those who answer for one another.
ASIDE: Final = (OTHER, NARRATION)


@dataclass(frozen=True, slots=True)
class Accounts:
    """A comparison with its statements, documents and parties by id.

    Parameters
    ----------
    comparison : Comparison
    documents : mapping of str to Cleaned
    statements : mapping of str to Statement
    names : mapping of str to str
        What to call each party.
    """

    comparison: Comparison
    documents: Mapping[str, Cleaned]
    statements: Mapping[str, Statement]
    names: Mapping[str, str]

    def name(self, party: str) -> str:
        """Return what to call a party; its id where the comparison has no name for it."""
        return self.names.get(party, party)

    def outlet(self, document: str) -> str:
        """Return the source of a document, or its id where no source is known."""
        return self.documents[document].document.source or document

    def date(self, document: str) -> str | None:
        """Return the date of a document, or the days that were inferred; None where it is undated."""
        read = self.documents[document].document.date
        told = (f"{one.date} (inferred)" for one in self.comparison.inferred if one.document == document)
        return read or next(told, None)

    def pair(self, relation: Relation) -> tuple[Statement, Statement]:
        """Return the two statements of a relation."""
        return self.statements[relation.a], self.statements[relation.b]

    def sides(self, relation: Relation) -> tuple[Statement, Statement]:
        """Return the two statements in the order of a page: the same party first everywhere, an outlet's voice last.

        The parties the report is about come first, in their order; then others by name; then speakers of no party and
        the outlets. Two statements of one party stand in the order of their outlets.
        """
        one, two = sorted(self.pair(relation), key=self._side)
        return one, two

    def _side(self, statement: Statement) -> tuple[int, str, str, int]:
        between, party = self.comparison.between, statement.party
        known = between.index(party) if party in between else len(between)
        rank = known if party not in ASIDE else len(between) + 1 + ASIDE.index(party)
        return rank, self.name(party), self.outlet(statement.document), statement.start

    def focus(self, relation: Relation) -> bool:
        """Tell whether a relation stands between the two parties the report is about."""
        wanted = set(self.comparison.between)
        return not wanted or {statement.party for statement in self.pair(relation)} == wanted

    def by_issue(self, relations: Iterable[Relation]) -> list[tuple[Issue | None, list[Relation]]]:
        """Return relations under the first issue that holds both statements, issues in the order of the comparison.

        Relations without a common issue come last, under None.
        """
        held = [(issue, frozenset(issue.statements)) for issue in self.comparison.issues]
        groups: dict[str | None, tuple[Issue | None, list[Relation]]] = {
            issue.id: (issue, []) for issue in self.comparison.issues
        }
        groups[None] = (None, [])
        for relation in relations:
            home = next((issue.id for issue, ids in held if relation.a in ids and relation.b in ids), None)
            groups[home][1].append(relation)
        return [group for group in groups.values() if group[1]]

    def speaking(self, issue: Issue) -> dict[str, list[Statement]]:
        """Return the statements of an issue by party, the outlets' own voice left out."""
        found: dict[str, list[Statement]] = {}
        for id in issue.statements:
            statement = self.statements[id]
            if statement.party != NARRATION:
                found.setdefault(statement.party, []).append(statement)
        return found

    def marked(self, statement: Statement, evidence: Sequence[Evidence] = ()) -> list[tuple[str, bool]]:
        """Return the text of a statement in pieces, each with whether evidence rests on it.

        Evidence that reaches beyond the statement widens what is returned; evidence that overlaps is one piece.
        """
        spans = sorted((Span(one.start, one.end) for one in evidence if one.statement == statement.id), key=_place)
        start = min([statement.start, *(span.start for span in spans)])
        end = max([statement.end, *(span.end for span in spans)])
        text = self.documents[statement.document].document.text
        pieces: list[tuple[str, bool]] = []
        at = start
        for span in _joined(spans):
            pieces += [(text[at : span.start], False), (span.of(text), True)]
            at = span.end
        pieces.append((text[at:end], False))
        return [piece for piece in pieces if piece[0]]


def open_accounts(comparison: Comparison) -> Accounts:
    """Return `comparison` with its parts by id.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    Accounts
    """
    return Accounts(
        comparison,
        {item.document.id: item for item in comparison.items},
        {statement.id: statement for statement in comparison.statements},
        {
            **{party.id: party.name for party in comparison.parties},
            NARRATION: "Outlet's own voice",
            OTHER: "Other speakers",
        },
    )


def _place(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _joined(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
