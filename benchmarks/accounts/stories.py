"""Stories to measure on: what was read by hand, the articles, and the table of parties, found from arguments."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import dedup
from benchmarks.accounts.gold import Gold, read_gold, read_papers
from dedup.api import comparing
from dedup.diff.hearing import Accounts, read_accounts
from dedup.diff.parties import PartyTable, build_table, builtin_parties, lay_over, load_parties
from dedup.diff.relations import relate
from dedup.model import CleanResult, Document, Relation, Statement

FIXTURES: Final = Path(__file__).parents[2] / "fixtures"
SHIPPED: Final = (FIXTURES / "accord" / "expected.json", FIXTURES / "recall" / "expected.json")


@dataclass(frozen=True, slots=True)
class Story:
    """A story to measure on.

    Parameters
    ----------
    gold : Gold
    documents : tuple of Document
    table : PartyTable
    cleaned : CleanResult
    said : Accounts
        What the pipeline makes of the documents before it relates anything.
    """

    gold: Gold
    documents: tuple[Document, ...]
    table: PartyTable
    cleaned: CleanResult
    said: Accounts

    def text(self, statement: Statement) -> str:
        """Return a statement as it is printed."""
        document = next(one for one in self.documents if one.id == statement.document)
        return document.text[statement.start : statement.end]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is said and how it is related, as somebody has it: what is measured."""

    statements: tuple[Statement, ...]
    relations: tuple[Relation, ...]


def compare_story(story: Story) -> Outcome:
    """Return what `dedup diff` makes of a story."""
    comparison = dedup.diff_documents(story.documents, parties=story.table)
    return Outcome(comparison.statements, comparison.relations)


def relate_story(story: Story, said: Accounts, without: Collection[str] = ()) -> Outcome:
    """Return what comes of statements, parts of the way to relations left out."""
    relations = relate(said.units, said.refusals, without)
    return Outcome(tuple(unit.side.statement for unit in said.units), tuple(relations))


def find_stories(arguments: Sequence[str]) -> list[Story]:
    """Return the stories that arguments name: each ``.json`` begins one, what follows it is of it.

    A folder or a file of articles, and a table of parties (``.toml``), may follow. Without them, articles are looked
    for in the folder of the same name beside the gold (``metadata.jsonl`` before texts), and the table beside it as
    ``NAME.parties.toml``; without a table the aliases listed in the gold go before those built in.

    Raises
    ------
    ValueError
        If an argument belongs to no story, or articles are missing.
    """
    if not arguments:
        return [open_story(gold, None, None) for gold in SHIPPED]
    found: list[list[Path]] = []
    for argument in arguments:
        path = Path(argument)
        if path.suffix == ".json":
            found.append([path])
        elif found:
            found[-1].append(path)
        else:
            raise ValueError(f"{argument}: name the gold (.json) first, then its articles and parties")
    return [
        open_story(
            gold,
            next((path for path in rest if path.suffix != ".toml"), None),
            next((path for path in rest if path.suffix == ".toml"), None),
        )
        for gold, *rest in found
    ]


def open_story(path: Path, articles: Path | None, parties: Path | None) -> Story:
    """Return a story with its documents read and cleaned."""
    papers = {paper.id: paper for paper in read_papers(path)}
    corpus = dedup.read_documents(_articles(path, articles))
    documents = []
    for document in corpus:
        if document.id not in papers:
            continue
        paper = papers[document.id]
        # Without a date of its own an outlet named in the gold is a guess as well
        source = document.source or (paper.source if paper.date else None)
        documents.append(replace(document, source=source, date=document.date or paper.date))
    missing = sorted(papers.keys() - {document.id for document in documents})
    if missing:
        raise ValueError(f"{path}: no article '{missing[0]}' among those read")
    gold = read_gold(path, {document.id: document.text for document in documents})
    table = _table(path, parties, gold)
    cleaned = dedup.clean_documents(documents, comparing())
    said = read_accounts(cleaned.items, table, (), cleaned.series)
    return Story(gold, tuple(documents), table, cleaned, said)


def _articles(gold: Path, articles: Path | None) -> list[Path]:
    beside = gold.with_suffix("")
    folder = articles or (beside if beside.is_dir() else gold.parent)
    if not folder.is_dir():
        return [folder]
    for name in ("metadata.jsonl", "articles.jsonl"):
        if (folder / name).is_file():
            return [folder / name]
    return sorted(folder.glob("*.txt"))


def _table(path: Path, parties: Path | None, gold: Gold) -> PartyTable:
    if parties is not None:
        return load_parties(parties)
    for beside in (path.with_suffix(".parties.toml"), path.with_name("parties.toml")):
        if beside.is_file():
            return load_parties(beside)
    if set(gold.parties) <= builtin_parties().names.keys() or not any(gold.aliases.values()):
        return builtin_parties()
    entries = [{"id": party, "name": party, "speakers": list(names)} for party, names in gold.aliases.items()]
    return lay_over(build_table(entries, str(path)), builtin_parties())
