"""Kernels find what the code in plain Python finds, in every script, compiled or not."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from itertools import groupby

import numpy as np
import pytest
import regex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dedup.clean.passages import passages
from dedup.kernels import rules
from dedup.kernels.scan import Scan, scan_texts
from dedup.kernels.texts import Texts
from dedup.model import Document
from dedup.text import paragraphs as lines
from dedup.text.mask import CALENDAR
from dedup.text.normalise import fold
from dedup.text.paragraphs import paragraphs
from dedup.text.words import words

MASK = 2**64 - 1
FACTOR = 0x94D049BB133111EB


def mixed(number):
    number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9 & MASK
    number = (number ^ (number >> 27)) * 0x94D049BB133111EB & MASK
    return number ^ (number >> 31)


def hashed(text, seed=0):
    data = text.encode()
    blocks = [data[start : start + 8] for start in range(0, len(data), 8)] or [b""]
    total, place = 0, mixed((seed + 0x9E3779B97F4A7C15) & MASK)
    for number, block in enumerate(blocks, start=1):
        place = (place + 0x9E3779B97F4A7C15) & MASK
        length = len(data) if number == len(blocks) else 0
        total += mixed((int.from_bytes(block, "little") + place + length * FACTOR) & MASK)
    return total & MASK


def hashed_mask(text, seed=0):
    masked = ["#" if regex.search(r"\p{Nd}", word) else "@" if word in CALENDAR else word for word in words(text)]
    total = 0
    for word, same in groupby(masked):
        for _ in ["once"] if word == "#" else same:
            total = (total * FACTOR + hashed(word, seed)) & MASK
    return mixed((total + mixed((seed + 0x9E3779B97F4A7C15) & MASK)) & MASK) if masked else hashed(fold(text), seed)


def expected(texts, seed=0):
    """Return what a scan is to find, by document, without kernels."""
    found = []
    for text in texts:
        rows = []
        for span, passage in zip(paragraphs(text), passages(Document("a", text)), strict=True):
            raw = span.of(text)
            rows.append(
                {
                    "place": (len(text[: span.start].encode()), len(text[: span.end].encode())),
                    "hash": hashed(fold(raw), seed),
                    "masked": hashed_mask(raw, seed),
                    "words": len(passage.words),
                    "weight": passage.weight,
                    "length": len(raw),
                    "ended": passage.ended,
                    "row": passage.row,
                    "joined": regex.search(r"[\n\r\v\f\x85\u2028\u2029]", raw) is not None,
                }
            )
        found.append((rows, [hashed(word, seed) for word in words(text)], hashed(fold(text), seed)))
    return found


def scanned(texts, seed=0):
    found = scan_texts(Texts.from_strings(texts), seed=seed)
    documents = []
    for at in range(len(texts)):
        rows = []
        for place in range(*found.paragraph_offsets[at : at + 2].tolist()):
            flags = int(found.flags[place])
            count, figures = int(found.word_counts[place]), int(found.figure_counts[place])
            weight = count - int(found.unspaced_counts[place]) / 2
            item = bool(flags & rules.BULLETED) and weight < 20
            rows.append(
                {
                    "place": (int(found.begins[place]), int(found.ends[place])),
                    "hash": int(found.hashes[place]),
                    "masked": int(found.masked_hashes[place]),
                    "words": count,
                    "weight": weight,
                    "length": int(found.lengths[place]),
                    "ended": bool(flags & rules.ENDED),
                    "row": bool(flags & rules.COLUMNS) or item or (count > 0 and figures >= 0.4 * count),
                    "joined": bool(flags & rules.JOINED),
                }
            )
        first, last = found.word_offsets[at : at + 2].tolist()
        documents.append((rows, found.words[first:last].tolist(), int(found.document_hashes[at])))
    return documents


WRAPPED = "The committee met again on Friday and heard\nthree speakers who had come from the coast to\ntell "
SCRIPTS = {
    "ASCII": "The U.S. team didn't stay; it left at 10:45.\n\nNo comment...",
    "Latin": "Ça coûte ½ € — « À BIENTÔT », dit Zoë; ŉ ß ẞ ﬁn Ǆ ĳ.",
    "decomposed": "Cafe\u0301 cre\u0300me, a\u0323\u0302 \u0301x e\u20dd",
    "Greek": "Ὀδυσσεύς ΣΊΣΥΦΟΣ ᾳ ͅ",
    "Cyrillic": "Объём торговли вырос на 5,3 % — «Ёлка».",
    "Armenian": "Հայաստան և Արցախ",
    "Hebrew": "שָׁלוֹם עוֹלָם 12",
    "Arabic": "السَّلامُ عليكم ١٬٢٣٤ ﷺ ﻻ \u0640",
    "Devanagari": "क़ीमतें १२ प्रतिशत बढ़ीं।",
    "Bengali": "দাম ১২ বেড়েছে",
    "Tamil": "விலை உயர்ந்தது",
    "Thai": "ราคาน้ำมันขึ้น ๑๒ บาท",
    "Lao": "ລາຄານ້ຳມັນ",
    "Khmer": "តម្លៃប្រេង",
    "Myanmar": "ဈေးနှုန်း",
    "Han": "稀土价格上涨了12%。她说：“不对！”\n\n『一』。」",
    "Kana": "ガソリン ｶﾞｿﾘﾝ がか\u3099 コーヒー㍿",
    "Hangul": "가격이 올랐다 ㄱㅏ 가나",
    "Ethiopic": "ዋጋ ጨመረ፡፡",
    "astral": "𝐁𝐨𝐥𝐝 𝟙𝟚 𐐀𐐨 🇫🇷 👩\u200d👩 ❤\ufe0f 𠀀𪜀 \U000e0100",
    "spaces": "a\u00a0b\u2003c\u3000d\u1680e\u202ff\u205fg \x1c h\x1f i\x85j\u2028k\u2029l\x0bm\x0cn",
    "invisible": "\ufeffso\u00adft\u200bly \u200b\n\u200b\n\u061c x\u034fy",
    "line ends": "one\r\ntwo\rthree\n\r\nfour\r\n\r\n\r\nfive\n\n\n",
    "joiners": "a.b a..b a.'b ,a, b' 'tis 1,200.5 x.\u0301y .稀 稀.a a.稀 a'\u00e9 é.é a.",
    "controls": "a\x00b \x07 \x1b[31mred\x7f",
    "expansions with spaces": "a\u00a8b \u00b4 \u2017\u203e c\ufdfad \u037a",
    "calendar": "Updated Sept. 3, 2024 and May 14: MONDAY thurs jan",
    "no words": "* * *\n\n—\n\n…",
    "table": "a | b\nc\td\ne   f\n1) x\n(2) y\n123. z\n1234. z\n• item\n- item\n(a) b\na) b\n(ab) c\n-item\n*",
    "ends": "He said so.”\nWhy?)\nNo;\nYes:\n“Go!»\nend.'\n。』\n...\n]",
    "wrapped": WRAPPED + "it what the new line would mean for the villages\nalong it.\n\n" + WRAPPED + "them\nall.",
    "wrapped, with Windows ends": (WRAPPED + "it what the new line would mean\nand why.").replace("\n", " \r\n "),
    "almost wrapped": WRAPPED.replace("\n", ".\n") + "it\nall",
    "listed lines": WRAPPED.replace("\nthree", "\n- three").replace("\ntell", "\n12. tell") + "it what the line\nis",
}
MANY = ["", " \n\t ", *SCRIPTS.values(), "", "x"]


def test_every_document_is_scanned_as_plain_python_reads_it(kernels):
    assert scanned(MANY) == expected(MANY)


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_document_is_scanned_alone_as_among_others(name, kernels):
    assert scanned([SCRIPTS[name]], seed=5) == expected([SCRIPTS[name]], seed=5)


PIECES = [
    "word", "Ünï", "U.S.", "12", "3.5", "'", "’", ".", ",", "…", "“", "”", "—", "-", "•", "|", "(", ")", "1)", "May",
    "june", " ", "  ", "   ", "\t", "\n", "\n\n", "\r\n", "\r", "\u2028", "\x85", "\xa0", "\u3000", "\x1c",
    "\u200b", "\u00ad",
    "\u0301", "\u0323", "\u3099", "か", "漢", "ー", "가", "ไ", "้", "ำ", "١", "ß", "½", "ﷺ", "¨", "㍿", "🇫",
    "𝟙", "\ufe0f",
    "A long enough line to be wrapped somewhere\n", "another line that runs on in the next one\n",
]  # fmt: skip
LOOSE = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
PRINTABLE = [chr(code) for code in range(32, 127)]
ASCII = st.lists(st.sampled_from([*PRINTABLE, *"aZ9'., " * 5, "\n\n"]), max_size=60).map("".join)


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(LOOSE | ANY | ASCII, max_size=4))
def test_any_unicode_is_scanned_as_plain_python_reads_it(texts, kernels):
    assert scanned(texts) == expected(texts)


@pytest.mark.parametrize(
    "seam", ["A b", "a's", "a.", ".a", "it's Bo's 9.5", "8", "é", "’s", "a|", "a  b", "x’", "x.\n"]
)
def test_it_makes_no_difference_where_a_block_of_bytes_ends(seam, kernels):
    texts = [ink * size + seam + " more" for ink in ("a", "1", "B.", "c ") for size in range(54, 68)]
    texts += [text[: -len(" more")] for text in texts]
    assert scanned(texts) == expected(texts)
    assert [scanned([text])[0] for text in texts[:14]] == expected(texts[:14])


def test_every_two_characters_of_ascii_are_scanned_as_plain_python_reads_them(kernels):
    texts = [f"a{first}{second}b {second} {first}." for first in PRINTABLE for second in PRINTABLE]
    assert scanned(texts) == expected(texts)


def test_what_outgrows_all_room_is_scanned_too(kernels):
    texts = ["ﷺ " * 20_000, "word\n\n" * 5_000, "が" * 30_000, "x" * 200_000, "a b. " * 30_000, "가 " * 9_000, ""]
    assert scanned(texts) == expected(texts)


def test_threads_find_what_one_finds(kernels):
    texts = Texts.from_strings(MANY * 3)
    size = len(MANY)
    batches = [
        Texts(texts.data, texts.begins[at : at + size], texts.ends[at : at + size]) for at in (0, size, 2 * size)
    ]
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(scan_texts, batches))
    alone = scan_texts(Texts.from_strings(MANY))
    for each in found:
        for field in fields(Scan):
            assert np.array_equal(getattr(each, field.name), getattr(alone, field.name)), field.name


def test_there_may_be_no_documents(kernels):
    found = scan_texts(Texts.from_strings([]))
    assert found.paragraph_offsets.tolist() == found.word_offsets.tolist() == [0]
    assert found.signatures.shape == (0, 128)


def test_front_matter_can_be_left_out_without_a_copy(kernels):
    texts = Texts.from_strings(["title: x\n\nRates rise", "title: y\n\nRates rise"])
    found = scan_texts(Texts(texts.data, texts.begins + 10, texts.ends))
    assert found.begins.tolist() == [0, 0]
    assert found.ends.tolist() == [10, 10]
    assert found.hashes.tolist() == [hashed("rates rise")] * 2


def test_words_that_are_not_kept_change_nothing_else(kernels):
    texts = Texts.from_strings(MANY)
    kept, lost = scan_texts(texts), scan_texts(texts, keep_words=False)
    assert len(lost.words) == 0
    for name in ("word_offsets", "hashes", "masked_hashes", "word_counts", "document_hashes", "signatures"):
        assert np.array_equal(getattr(kept, name), getattr(lost, name))


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\xf8", b"ab\xe2", b"ab\xe2\x80", b"\x80\xbf x", b"\xf0\x9f\x98", b"\xf7\xbf\xbf\xbf"]
)
def test_broken_bytes_are_read_within_bounds(data, kernels):
    texts = Texts(np.frombuffer(data * 50, np.uint8), np.array([0]), np.array([len(data) * 50]))
    found = scan_texts(texts)
    assert found.ends.max(initial=0) <= len(data) * 50


def test_the_numbers_of_the_rules_are_those_of_plain_python():
    assert (rules.WIDTH, rules.EVEN, rules.WRAPPED) == (lines._WIDTH, lines._EVEN, lines._WRAPPED)


@pytest.mark.parametrize(("width", "slots"), [(0, 128), (3, -1), (3, 257)])
def test_impossible_shapes_are_refused(width, slots):
    with pytest.raises(ValueError, match="has"):
        scan_texts(Texts.from_strings(["a"]), width=width, slots=slots)
