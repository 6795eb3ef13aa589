"""Checks on the fixtures, cleaned for real: what is reported is what cleaning would remove."""

from __future__ import annotations

from pathlib import Path

import pytest

from dedup.check import check_cleaning
from dedup.clean import clean_corpus
from dedup.corpus import read_corpus
from dedup.model import CleanResult

FIXTURES = Path(__file__).parents[2] / "fixtures"


def cleaned(*names: str) -> CleanResult:
    return clean_corpus(read_corpus([FIXTURES / name for name in names]))


@pytest.mark.parametrize("corpus", ["accord", "recall/articles.jsonl"])
def test_every_removal_is_reported_at_the_text_that_goes(corpus: str) -> None:
    result = cleaned(corpus)
    texts = {item.document.id: item.document.text for item in result.items}
    removed = [(removal.document, removal.rule, removal.text.strip()) for removal in result.removals]
    reported = [
        (finding.document, finding.rule, texts[finding.document][finding.start : finding.end])
        for finding in check_cleaning(result).findings
        if finding.document is not None
    ]
    assert removed
    assert sorted(removed) == sorted(reported)


def test_every_finding_in_a_text_file_stands_in_its_line() -> None:
    for finding in check_cleaning(cleaned("accord")).findings:
        line = Path(finding.path).read_text(encoding="utf-8").split("\n")[finding.line - 1]
        assert finding.message.split('"')[1].removesuffix("...") in line


def test_every_finding_with_a_partner_names_a_line_of_a_file() -> None:
    for finding in check_cleaning(cleaned("accord", "recall/articles.jsonl")).findings:
        if finding.kept_path is not None:
            lines = Path(finding.kept_path).read_text(encoding="utf-8").split("\n")
            assert lines[(finding.kept_line or 0) - 1].strip()


def test_a_corpus_without_repeats_has_no_findings() -> None:
    assert check_cleaning(cleaned("clean")).findings == ()
