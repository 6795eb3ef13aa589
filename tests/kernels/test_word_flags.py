"""Each word has a flag for what it tells, whatever its script, compiled or not."""

import unicodedata

import pytest
import regex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dedup.clean.passages import weigh
from dedup.clean.telling import is_figure, is_negation
from dedup.kernels import rules
from dedup.kernels.scan import scan_texts
from dedup.kernels.texts import Texts
from dedup.text.normalise import fold_character
from dedup.text.words import _WORD, words


def is_capital(character):
    """Tell whether the first letter a character is taken apart to is upper case."""
    letters = [part for part in unicodedata.normalize("NFKD", character) if regex.match(r"\p{L}", part)]
    return bool(letters) and regex.match(r"\p{Lu}", letters[0]) is not None


def expected(text):
    """Return each word and its flags, with the character that each folded one comes from."""
    traced = [(folded, character) for character in text for folded in fold_character(character)]
    found = list(_WORD.finditer("".join(folded for folded, _ in traced)))
    assert [match[0] for match in found] == words(text)
    return [
        (
            match[0],
            rules.NAMED * is_capital(traced[match.start()][1])
            | rules.FIGURE * is_figure(match[0])
            | rules.NEGATION * is_negation(match[0])
            | rules.UNSPACED * (weigh([match[0]]) == 0.5),
        )
        for match in found
    ]


def flagged(text):
    found = scan_texts(Texts.from_strings([text]))
    return list(zip(words(text), found.word_flags.tolist(), strict=True))


N, F, D, U = rules.NAMED, rules.FIGURE, rules.NEGATION, rules.UNSPACED
CASES = {
    "a name begins with a capital": ("Lund LUND lund iPhone X-ray", [N, N, 0, 0, N, 0]),
    "beyond ASCII too": ("Ærø Ёлка ёлка Ὀδός ǅep", [N, N, 0, N, N]),
    "whatever form the capital has": ("Ｌund 𝐋und Ⓛund Ⅻ ⅻ", [N, N, N, N, 0]),
    "behind what cannot be seen or is no part of the word": ("\u200bLund 'Lund “Lund” d’Or", [N, N, N, 0]),
    "scripts without case have no names": ("شركة 가격 कीमत", [0, 0, 0]),
    "figures hold a number of any kind": ("2 3.2bn x1 ١٢ ½ 𐄇 b2b", [F] * 8),
    "or are spelled out, or of the calendar": ("seven Seven june März sept", [F, N | F, F, N | F, F]),
    "negations are listed, or end with n't": ("not doesn't Don’t n't t don", [D, D, N | D, D, 0, 0]),
    "characters without spaces weigh a half": ("稀不三 ไทย か", [U, U | D, U | F, U, U, U, U]),
    "a word of both kinds is flagged for both": ("No", [N | D]),
}


@pytest.mark.parametrize("case", CASES)
def test_flags_say_what_a_reader_would(case, kernels):
    text, flags = CASES[case]
    assert [flag for _, flag in flagged(text)] == flags
    assert flagged(text) == expected(text)


PIECES = [
    "Lund", "lund", "ÅRE", "åre", "Ｌ", "Ⓛ", "Ⅳ", "ℒ", "ǅ", "™", "℃", "㎪", "No", "doesn't", "n't", "n’t", "t", "'",
    "May", "june", "seven", "März", "Ma\u0308rz", "12", "3.5", "½", "²", "١", "〇", "三", "不", "稀", "か", "ไ", "가",
    "\u0301", "\u0345", "\u200b", "\u00ad", " ", " ", "\n\n", ".", ",", "-", "“", "A" * 40, "ŉ", "İ", "ß", "ẞ", "ﷺ",
]  # fmt: skip
LOOSE = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=LOOSE | ANY | st.text("aBz09'., |\t", max_size=60))
def test_any_word_is_flagged_as_plain_python_reads_it(text, kernels):
    assert flagged(text) == expected(text)


def test_flags_are_kept_where_words_are(kernels):
    texts = Texts.from_strings(["Lund is\n\nnot far", "稀土"])
    assert scan_texts(texts).word_flags.tolist() == [N, 0, D, 0, U, U]
    assert scan_texts(texts, keep_words=False).word_flags.tolist() == []


def test_flags_of_many_words_fit_their_words(kernels):
    found = scan_texts(Texts.from_strings(["No 1 a. " * 20_000]))
    assert found.word_flags.tolist() == [N | D, F, 0] * 20_000
