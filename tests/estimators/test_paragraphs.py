"""What repeats inside texts goes, each text by itself."""

from __future__ import annotations

import pickle
from random import Random

import pandas as pd
import pytest

import dedup
from dedup.estimators import ParagraphCleaner

PIER = "The harbour board will reopen the northern pier in May, its chair Ada Brandt said on Monday."
LETTER = "Get the Tidings every dawn"
TOPICS = ["pier", "ferry", "hives", "crane", "tide", "ledger", "barge", "market", "winter", "council", "lamp", "gate"]

WORDS = "the of a in to harbour board diver pile mussel crane shed ice catch boat tide porter said found".split()  # noqa: SIM905


def story(topic: str) -> str:
    first, second = (" ".join([topic, *Random(topic + part).choices(WORDS, k=25)]) for part in "ab")
    return f"{first.capitalize()}.\n\n{second.capitalize()}."


def table(topics: list[str], source: str | None = "tidings.example") -> pd.DataFrame:
    return pd.DataFrame({"text": [f"{LETTER}\n\n{story(topic)}" for topic in topics], "source": source})


def test_a_paragraph_that_stands_twice_goes_once() -> None:
    assert ParagraphCleaner().fit_transform([f"{PIER}\n\n{PIER}\n", PIER]) == [f"{PIER}\n", PIER]


def test_texts_are_cleaned_as_cleaning_does_it() -> None:
    given = table(TOPICS)
    documents = [dedup.Document(str(at), *row) for at, row in enumerate(given.itertuples(index=False, name=None))]
    result = dedup.clean_documents(documents, near=1, contained=1)
    assert ParagraphCleaner().fit_transform(given)["text"].tolist() == [item.text for item in result.items]


def test_boilerplate_is_learned_from_one_table_and_taken_out_of_another() -> None:
    cleaner = ParagraphCleaner().fit(table(TOPICS))
    assert cleaner.transform(table(["quay"]))["text"].tolist() == [story("quay")]


def test_what_was_not_learned_of_a_source_stays() -> None:
    cleaner = ParagraphCleaner().fit(table(TOPICS))
    for given in (table(["quay"], "other.example"), table(["quay"], None), table(["quay"]).drop(columns="source")):
        assert cleaner.transform(given)["text"].tolist() == given["text"].tolist()
    few = ParagraphCleaner().fit(table(TOPICS[:2]))
    assert few.transform(table(["quay"]))["text"].tolist() == table(["quay"])["text"].tolist()


def test_columns_can_have_other_names() -> None:
    given = table(TOPICS).rename(columns={"text": "body", "source": "host"})
    cleaner = ParagraphCleaner(text="body", source="host")
    assert cleaner.fit_transform(given)["body"].tolist() == [story(topic) for topic in TOPICS]


def test_a_text_comes_out_the_same_alone_and_among_others() -> None:
    cleaner = ParagraphCleaner().fit(table(TOPICS))
    together = cleaner.transform(table(TOPICS))["text"].tolist()
    assert [cleaner.transform(table([topic]))["text"].item() for topic in TOPICS] == together


def test_cleaning_what_is_clean_changes_nothing() -> None:
    once = ParagraphCleaner().fit_transform([f"{PIER}\n\n{PIER}\n\nShare this article"])
    assert ParagraphCleaner().fit_transform(once) == once


def test_a_given_headline_is_known_at_the_head_of_the_text() -> None:
    given = pd.DataFrame({"text": [f"Pier to reopen\n\nPier to reopen\n{PIER} {PIER}"], "title": ["Pier to reopen"]})
    (item,) = ParagraphCleaner().fit(given).inspect(given)
    assert item.document.title == "Pier to reopen"
    assert [removal.rule for removal in item.removals] == ["DUP103"]


@pytest.mark.parametrize("repeated", [0.9, 1.0])
def test_near_repeats_go_unless_only_exact_ones_are_to(repeated: float) -> None:
    first = (
        "The quay master, who has kept the book of landings here for forty years, will hand it over to the town "
        "council this coming spring, when the last of the boats are back in the water."
    )
    text = f"{first}\n\n{PIER}\n\n{first.replace('landings here', 'landings')}"
    kept = ParagraphCleaner(repeated=repeated).fit_transform([text]) == [text]
    assert kept == (repeated == 1.0)


def test_what_would_go_can_be_looked_at() -> None:
    cleaner = ParagraphCleaner().fit(table(TOPICS))
    (item,) = cleaner.inspect(table(["quay"]))
    assert [(removal.rule, removal.text.strip()) for removal in item.removals] == [("DUP111", LETTER)]
    assert item.text == story("quay")


def test_a_pickled_cleaner_cleans_the_same() -> None:
    cleaner = ParagraphCleaner().fit(table(TOPICS))
    again = pickle.loads(pickle.dumps(cleaner))
    assert again.transform(table(["quay"])).equals(cleaner.transform(table(["quay"])))
