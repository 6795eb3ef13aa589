"""Which documents go in favour of which."""

from __future__ import annotations

from random import Random

import pytest

from dedup.clean import CleanOptions, clean_corpus
from dedup.clean.duplicates import compares_exactly
from dedup.clean.series import MEMBERS
from dedup.errors import InputError, SettingsError
from dedup.model import Cleaned, CleanResult, Corpus, Document

WORDS = [
    *[
        "harbour",
        "board",
        "pier",
        "diver",
        "pile",
        "mussel",
        "quay",
        "crane",
        "shed",
        "ice",
        "catch",
        "boat",
        "tide",
        "lamp",
    ],
    *[
        "porter",
        "miller",
        "clerk",
        "widow",
        "barge",
        "winter",
        "ledger",
        "lantern",
        "gate",
        "price",
        "market",
        "council",
    ],
    *[
        "said",
        "found",
        "left",
        "saw",
        "weighed",
        "burned",
        "held",
        "sold",
        "beside",
        "behind",
        "under",
        "late",
        "early",
    ],
    *[
        "murky",
        "thick",
        "rotten",
        "sound",
        "empty",
        "full",
        "quick",
        "slow",
        "again",
        "there",
        "where",
        "while",
        "never",
    ],
]


def words(seed: int, size: int = 120) -> list[str]:
    return Random(seed).choices(WORDS, k=size)


def edited(text: list[str], share: float, seed: int = 0) -> list[str]:
    random = Random(seed)
    places = set(random.sample(range(len(text)), round(share * len(text))))
    return [f"{random.choice(WORDS)}ly" if at in places else word for at, word in enumerate(text)]


def clean(*documents: Document, **options: object) -> CleanResult:
    return clean_corpus(Corpus(documents), CleanOptions(**options))  # type: ignore[arg-type]


def doc(id: str, text: list[str] | str, **fields: str) -> Document:
    return Document(id, text if isinstance(text, str) else " ".join(text), **fields)  # type: ignore[arg-type]


def stars(result: CleanResult) -> dict[str, tuple[str, str]]:
    """Return what went, under which rule, in favour of what."""
    return {
        removal.document: (removal.rule, removal.kept.document)
        for removal in result.removals
        if removal.level == "document" and removal.kept
    }


BASE = words(1)


def test_the_same_words_in_other_type_are_an_exact_duplicate() -> None:
    text = "The pier's lamp – lit at dusk – is “out”."
    assert stars(clean(doc("a", text), doc("b", 'THE PIER\'S  LAMP - lit at dusk - is "out".'))) == {
        "b": ("DUP121", "a")
    }


@pytest.mark.parametrize("text", ["No.", "利率", "—", "Rain"])
def test_texts_too_short_for_shingles_are_compared_exactly(text: str) -> None:
    assert stars(clean(doc("a", text), doc("b", text), doc("c", text + text))) == {"b": ("DUP121", "a")}


@pytest.mark.parametrize(("share", "goes"), [(0.05, True), (0.15, True), (0.19, True), (0.25, False), (0.4, False)])
def test_a_copy_with_fewer_than_one_word_in_five_replaced_is_a_near_duplicate(share: float, goes: bool) -> None:
    result = clean(doc("a", BASE), doc("b", edited(BASE, share)))
    assert stars(result) == ({"b": ("DUP122", "a")} if goes else {})


def test_moved_paragraphs_change_nothing() -> None:
    parts = [" ".join(words(seed, 30)) for seed in range(5)]
    (removal,) = clean(doc("a", "\n\n".join(parts)), doc("b", "\n\n".join(parts[::-1]))).removals
    assert (removal.rule, removal.score) == ("DUP122", 1.0)


def test_the_same_words_in_another_order_are_no_duplicate() -> None:
    assert stars(clean(doc("a", BASE), doc("b", sorted(BASE)))) == {}


def test_a_shortened_reprint_goes_in_favour_of_the_longer_text() -> None:
    result = clean(doc("short", BASE[:60]), doc("long", BASE))
    assert stars(result) == {"short": ("DUP123", "long")}
    assert [removal.score for removal in result.removals] == [1.0]


def test_the_longer_text_stays_under_every_policy() -> None:
    short, long = doc("short", BASE[:60], date="2031-01-01"), doc("long", BASE, date="2031-01-02")
    assert stars(clean(short, long, keep="earliest")) == {"short": ("DUP123", "long")}
    assert stars(clean(short, long, keep="source-order")) == {"short": ("DUP123", "long")}


def test_what_others_went_for_stays_though_a_longer_text_contains_it() -> None:
    first, copy = doc("first", BASE[:60], date="2031-01-01"), doc("copy", BASE[:60], date="2031-01-02")
    result = clean(first, copy, doc("long", BASE, date="2031-01-03"), keep="earliest")
    assert stars(result) == {"copy": ("DUP121", "first")}


def test_a_caption_that_stands_in_an_article_is_no_reprint_of_it() -> None:
    assert stars(clean(doc("caption", BASE[:10]), doc("article", BASE))) == {}


def test_a_chain_of_edits_makes_no_chain_of_removals() -> None:
    links = [BASE]
    for step in range(6):
        links.append(edited(links[-1], 0.12, step + 1))
    result = clean(*[doc(f"d{number}", link) for number, link in enumerate(links)])
    kept = {item.document.id for item in result.kept}
    assert {star for _, star in stars(result).values()} <= kept
    assert 1 < len(kept) < len(links)


def test_exact_copies_of_a_near_duplicate_go_in_favour_of_what_stays() -> None:
    copies = [doc(id, edited(BASE, 0.1)) for id in ("b", "c", "d")]
    assert stars(clean(doc("a", [*BASE, "again"]), *copies)) == dict.fromkeys("bcd", ("DUP122", "a"))


def test_the_best_score_wins_over_the_more_preferred_document() -> None:
    far = doc("far", [*["stone"] * 22, *BASE[22:], "longest"])
    close = doc("close", [*BASE[:40], *["timber"] * 12, *BASE[52:]])
    copy = doc("copy", BASE[:-1])
    assert stars(clean(far, copy, keep="source-order")) == {"copy": ("DUP122", "far")}
    assert stars(clean(far, close, copy, keep="source-order")) == {"copy": ("DUP122", "close")}


@pytest.mark.parametrize("exact", [True, False])
def test_the_longest_goes_too_where_so_fewer_stay_and_no_other_policy_is_overruled(exact: bool) -> None:
    # Both edited copies are near the text, and not each other; the longest of all is one of them.
    edits = doc("begin", [*["stone"] * 18, *BASE[18:], "again"]), doc("end", [*BASE[:-18], *["timber"] * 18])
    text = doc("text", BASE)
    assert stars(clean(*edits, text, exact=exact)) == dict.fromkeys(["begin", "end"], ("DUP122", "text"))
    assert stars(clean(*edits, text, keep="source-order", exact=exact)) in (
        {"text": ("DUP122", "begin")},
        {"text": ("DUP122", "end")},
    )


@pytest.mark.parametrize("exact", [True, False])
def test_the_longest_stays_where_all_others_match_it(exact: bool) -> None:
    copies = [doc(f"copy{number}", edited(BASE, 0.03, number)) for number in range(4)]
    found = stars(clean(*copies, doc("long", [*BASE, *["again"] * 8]), exact=exact))
    assert found == dict.fromkeys([copy.id for copy in copies], ("DUP122", "long"))


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        ({"keep": "longest"}, "post"),
        ({"keep": "earliest"}, "wire"),
        ({"keep": "source-order", "sources": ("Tribune", "Wire")}, "tribune"),
        ({"keep": "source-order", "sources": ("Wire",)}, "wire"),
        ({"keep": "source-order"}, "tribune"),
    ],
)
def test_the_policy_says_which_one_stays(options: dict[str, object], kept: str) -> None:
    result = clean(
        doc("tribune", BASE, source="Tribune", date="2031-01-03"),
        doc("wire", edited(BASE, 0.02), source="Wire", date="2031-01-01"),
        doc("post", [*BASE, "again"], source="Post", date="2031-01-02"),
        **options,
    )
    assert [item.document.id for item in result.kept] == [kept]


def test_of_equals_the_earlier_and_then_the_smaller_id_stays() -> None:
    dated = [doc("a", BASE, date="2031-01-02"), doc("b", BASE, date="2031-01-01"), doc("c", BASE)]
    assert [item.document.id for item in clean(*dated).kept] == ["b"]
    assert [item.document.id for item in clean(doc("y", BASE), doc("x", BASE)).kept] == ["x"]


REPORT = (
    "The crown closed at {} on {} after a day of quiet trading in Carrow, dealers at the exchange said. Turnover came "
    "to {} million and {} of the forty shares in the index ended the day higher than they had begun it."
)
MONDAY = REPORT.format("2.114", "Monday", "640", "31")
TUESDAY = REPORT.format("2.087", "Tuesday", "705", "12")


def test_reports_of_one_template_are_a_series_and_stay() -> None:
    result = clean(doc("mon", MONDAY), doc("tue", TUESDAY), doc("mon-again", MONDAY.replace("quiet", "calm")))
    assert stars(result) == {"mon-again": ("DUP122", "mon")}
    assert [series.documents for series in result.series] == [("mon", "tue")]


def test_reports_of_one_template_are_a_series_though_few_of_their_words_are_the_same() -> None:
    form = "{} of {} caught {} boxes of herring at {} on {}, the county said. The market in {} paid {} crowns a box."
    one = form.format("Mara Lind", "Carrow", "70", "the Old Pier", "3 March", "Ostley", "12")
    two = form.format("Jonas Brand", "Skerry", "95", "Fenwick Quay", "9 April", "Dorn", "15")
    result = clean(doc("one", one), doc("two", two), near=0.75)
    assert result.removals == ()
    assert [series.documents for series in result.series] == [("one", "two")]


def test_a_series_is_collapsed_when_asked() -> None:
    result = clean(doc("mon", MONDAY), doc("tue", TUESDAY), series="collapse")
    assert stars(result) == {"tue": ("DUP122", "mon")}
    assert result.series == ()


def test_another_byline_makes_no_series() -> None:
    head = "By Mara Lind, Carrow, 3 March"
    other = "By Jonas Brand, Ostley, 4 March"
    assert stars(clean(doc("a", [head, *BASE]), doc("b", [other, *BASE]))) == {"b": ("DUP122", "a")}


def test_a_template_without_end_comes_to_an_end_and_says_what_was_not_compared() -> None:
    reports = [doc(f"d{n:04}", REPORT.format(f"{n}.5", f"day {n}", n * 7, n % 40)) for n in range(400)]
    result = clean(*reports)
    assert len(result.kept) == 400
    assert [len(series.documents) for series in result.series] == [400]
    assert [warned.code for warned in result.warnings] == ["series-capped"]
    assert str(MEMBERS) in result.warnings[0].message


def test_a_cluster_of_copies_is_compared_with_its_leader_only() -> None:
    copies = [doc(f"c{n}", BASE) for n in range(300)] + [doc(f"e{n}", edited(BASE, 0.05, n)) for n in range(300)]
    assert len(clean(*copies).kept) == 1


def test_boilerplate_is_out_before_documents_are_compared() -> None:
    form = "\n\n".join(f"Line {word} of the page, the same on all of them" for word in words(9, 14))
    pages = [doc(f"d{n}", " ".join(words(n + 20, 60)) + "\n\n" + form, source="Tribune") for n in range(8)]
    result = clean(*pages, near=0.6)
    assert stars(result) == {}
    assert {removal.rule for removal in result.removals} == {"DUP111"}


def test_what_was_set_aside_in_a_document_that_goes_is_remembered() -> None:
    result = clean(doc("a", BASE), doc("b", " ".join(BASE) + "\n\nShare\n"))
    gone = next(item for item in result.items if item.dropped)
    assert [removal.rule for removal in gone.inner] == ["DUP112"]
    assert Cleaned(gone.document, gone.inner).text == " ".join(BASE) + "\n"


def test_two_documents_of_one_id_are_refused() -> None:
    with pytest.raises(InputError, match="two documents have the id 'a'"):
        clean(doc("a", BASE), doc("a", words(2)))


@pytest.mark.parametrize(
    "options",
    [
        {"near": 0},
        {"near": 1.2},
        {"contained": 90},
        {"repeated": -1},
        {"unique": 0.9},
        {"unique": -0.1},
        {"keep": "newest"},
        {"keep": "highest"},
        {"keep": "lowest:"},
        {"keep": "longest:score"},
        {"series": "drop"},
        {"group_share": 2},
    ],
)
def test_options_out_of_range_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(SettingsError, match=next(iter(options))):
        clean(doc("a", BASE), **options)


@pytest.mark.parametrize(
    ("exact", "count", "characters", "expected"),
    [
        (None, 3_000, 10**7, True),
        (None, 3_001, 10**7, False),
        (None, 1, 10**9, False),
        (True, 10**6, 10**9, True),
        (False, 2, 10, False),
    ],
)
def test_every_pair_is_looked_at_where_all_words_fit_in_memory_or_it_is_asked_for(
    exact: bool | None, count: int, characters: int, expected: bool
) -> None:
    assert compares_exactly(count, characters, CleanOptions(exact=exact)) is expected
