"""Signs of a wrong decoding, and correct text that looks like them."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dedup.check.damage import find_damage

FILLER = "The river rose again and the ferry stayed at its pier all day. "


@pytest.mark.parametrize(
    "text",
    [
        "The mayorâ€™s office said so.",
        "â€œWe are late,â€\x9d she said.",
        "â€œWe are late,â€ she said.",  # the last byte was lost on the way
        "They met at the cafÃ© of the musÃ©e.",
        "ÃƒÂ©tÃƒÂ©",
        "A price of â‚¬40 was asked.",
        "It cost Â£5, then Â£6, they said.",
        "ï»¿The first line",
        "Party time ðŸŽ‰",
        "ÐœÐ¾ÑÐºÐ²Ð° Ð³Ð¾Ð²Ð¾Ñ€Ð¸Ñ‚",
        "ç¨€åœŸå‡ºå\x8f£",
        "Он сказал вЂ“ нет",
        "锟斤拷锟斤拷",
        "She said \x93no\x94.",
        "The caf\ufffd was shut.",
    ],
)
def test_a_wrong_decoding_is_seen(text: str) -> None:
    damage = find_damage(text)
    assert damage is not None
    assert 0 < damage.share <= 1
    assert all(span.of(text) for span in damage.marks)


@pytest.mark.parametrize(
    "text",
    [
        "« Voilà », dit-elle, « l’été à l’œuvre… déjà ! » Âgé de 40 ans. À bientôt — 5 €.",
        "« Il l’a dit là\u00a0», « où ça\u00a0? », « jusqu’à\u00a0»",
        "Bà Nguyễn Thị Ân nói: “Chúng tôi đã sẵn sàng”. ÂN ĐÃ ĐẾN. Đặng Văn Lãm, Ấn Độ, Ữ Ỹ.",
        "中国商务部发言人表示，将依法审批出口许可申请。“我们愿意对话”，他说。",
        "日本語の記事です。カタカナ、ひらがな、漢字。",
        "SÃO PAULO: A IRMÃ” e a MANHÃ… “AMANHÃ”, “NÃO”.",
        "În București, „câte” și „cât â”",
        "ÅÄÖ åäö ØÆ øæ ÞÐ þð Ñandú, mañana, pingüino, Ð",
        "Ελλάδα, Москва, Ђорђе и Његош, ישראל, العربية, भारत",
        "25 °C, 3 × 4 ± 1, ½ £ ¥ § © ® ™ … – — ‘ ’ “ ”",
        "One slip: cafÃ©.",  # a single pair proves nothing
        "",
    ],
)
def test_correct_text_is_let_pass(text: str) -> None:
    assert find_damage(text) is None


def test_one_sign_in_a_long_text_is_let_pass() -> None:
    text = FILLER * 200 + "\ufffd"
    assert find_damage(text) is None
    assert find_damage(text[-3000:]) is not None


@given(st.text(st.sampled_from("àâçéèêëîïôùûüñáíóúäößæøå "), min_size=2, max_size=60))
def test_latin_letters_decoded_wrongly_are_always_seen(text: str) -> None:
    assume(len(text.replace(" ", "")) >= 2)
    assert find_damage(FILLER + text.encode("utf-8").decode("latin-1")) is not None


WORD = st.text(st.sampled_from("àâçéèêëîïôùûüñáíóúäößæøåÀÉÈÊÔÜÑabcXYZ"), min_size=1, max_size=8)
CLOSING = st.text(st.sampled_from(".,;’”»…–—\u00a0"), max_size=3)


@given(st.lists(st.builds(str.__add__, WORD, CLOSING), max_size=20))
def test_accented_words_with_any_closing_marks_are_let_pass(words: list[str]) -> None:
    assert find_damage(" ".join(words)) is None
