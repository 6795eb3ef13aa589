"""Articles with who answers for each sentence: the table is ``cases/articles.txt``."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dedup.diff.parties import load_parties
from dedup.diff.statements import accounts
from dedup.model import Cleaned, Document

CASES = Path(__file__).parent / "cases"


@dataclass
class Article:
    name: str
    text: str = ""
    expected: list = field(default_factory=list)


def articles():
    found = []
    for line in (CASES / "articles.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("::"):
            found.append(Article(line[2:].strip()))
        elif "=>" in line:
            article, (sentence, voices) = found[-1], [part.strip() for part in line.rsplit("=>", 1)]
            gap = "" if not article.text or article.text.endswith("\n") else " "
            start = len(article.text) + len(gap)
            article.text += gap + sentence
            article.expected.append((sentence, start, len(article.text), voices))
        elif found and found[-1].text:
            article = found[-1]
            article.text = article.text.rstrip("\n") + "\n\n"
    return found


def told(article):
    """Write down who answers for each sentence of an article, in the form of the table."""
    table = load_parties(CASES / "parties.toml")
    [account] = accounts([Cleaned(Document("a", article.text))], table)
    lines = []
    for _, start, end, _ in article.expected:
        here = [one for one in account.statements if one.start < end and start < one.end]
        voices = ["-" if one.kind == "narration" else f"{one.party}/{one.speaker} {one.kind}" for one in here]
        known = {one.id for one in here}
        voices = ["; ".join(voices) or "x"]
        voices += [f"silent {one.party}/{one.speaker}" for one in account.refusals if one.statement in known]
        lines.append(" ".join(voices))
    return lines


def blurred(voices, expected):
    """Leave the name of a speaker open where the table does."""
    party = expected.split("/*")[0]
    return (
        expected if "/*" in expected and voices.startswith(party + "/") and voices.split()[-1] == "indirect" else voices
    )


@pytest.mark.parametrize("article", articles(), ids=lambda article: article.name)
def test_every_sentence_of_an_article_is_answered_for_by_who_says_it(article):
    expected = [voices for *_, voices in article.expected]
    found = [blurred(one, wanted) for one, wanted in zip(told(article), expected, strict=True)]
    assert [f"{s} => {v}" for (s, *_), v in zip(article.expected, found, strict=True)] == [
        f"{s} => {v}" for s, *_, v in article.expected
    ]
