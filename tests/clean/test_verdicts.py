"""What two documents are to each other, under the options of cleaning."""

from __future__ import annotations

import numpy as np
import pytest

from dedup.clean import CleanOptions
from dedup.clean.texts import compared_texts
from dedup.kernels.rules import FIRST_CONTAINED, NEAR, NOTHING, SECOND_CONTAINED, SERIES
from dedup.model import Cleaned, Document

WORDS = [a + b for a in ("bar", "cor", "den", "fal", "gor", "hul", "jem", "kip", "lor", "mun") for b in "aeiouwyxzt"]
STORY = " ".join(WORDS)
SCATTERED = " ".join(f"{word}ish" if at % 8 == 0 else word for at, word in enumerate(WORDS))
HALF = " ".join(WORDS[:50])
WEATHER = "it will be {} degrees in {} and {} in {} with rain from {} on and wind from the sea all day"
LUND = WEATHER.format(14, "Lund", 9, "Ystad", "noon")


def kind(first: str, second: str, **options: object) -> int:
    words = compared_texts([Cleaned(Document("a", first)), Cleaned(Document("b", second))]).words
    found = words.judge(np.array([[0, 1]]), CleanOptions(**options))  # type: ignore[arg-type]
    return int(found.kind[0])


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (STORY, STORY.replace("baru ", "lamp "), NEAR),
        (HALF, STORY, FIRST_CONTAINED),
        (STORY, HALF, SECOND_CONTAINED),
        (HALF, STORY[::-1], NOTHING),
        (LUND, WEATHER.format(17, "Malmo", 12, "Kivik", "noon"), SERIES),
        ("利率上升了" * 8, "利率上升了" * 8, NEAR),
        ("", "", NOTHING),
    ],
)
def test_what_two_documents_are(first: str, second: str, expected: int) -> None:
    assert kind(first, second) == expected


@pytest.mark.parametrize(
    ("unique", "expected"), [(None, NEAR), (0.8, NEAR), (0.13, NEAR), (0.12, NOTHING), (0.0, NOTHING)]
)
def test_a_document_with_too_much_of_its_own_is_no_near_duplicate(unique: float | None, expected: int) -> None:
    # thirteen words of a hundred are another, each by itself
    assert kind(SCATTERED, STORY, unique=unique) == expected


def test_words_with_a_capital_once_are_names_wherever_they_stand() -> None:
    # that they are of Lund and of Kivik is told by the line that has capitals
    one, other = "in {0} the wind blows and {0} waits for rain as {0} did last week\n\n{1}", ("lund", "kivik")
    texts = [one.format(place, place.upper()) for place in other]
    assert kind(*texts, near=0.7) == SERIES
    assert kind(*[text.lower() for text in texts], near=0.7) == NEAR


def test_series_are_collapsed_when_asked() -> None:
    other = LUND.replace("14", "17").replace("9 in Ystad", "9 in Kivik")
    assert (kind(LUND, other), kind(LUND, other, series="collapse")) == (SERIES, NEAR)
