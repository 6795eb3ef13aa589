from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.corpus.encodings import UndecodableError, codec_of, decode

FRENCH = "Le préfet a déclaré que la décision serait annoncée avant l’été. « Nous sommes prêts », a-t-il ajouté."
GERMAN = "Die Behörde erklärte, die Prüfung sei abgeschlossen. Für Käufer ändert sich zunächst nichts."
POLISH = "Rzecznik poinformował, że rozmowy będą trwały do końca tygodnia, a źródła potwierdzają opóźnienie."
RUSSIAN = "Министерство сообщило, что переговоры продолжатся на следующей неделе."
CHINESE = "商务部发言人表示，双方将继续就出口许可问题保持沟通，并依法审批符合条件的申请。"
TAIWAN = "商務部發言人表示，雙方將繼續就出口許可問題進行溝通，並依法審批。"
JAPANESE = "経済産業省は、輸出許可についての声明を発表した。会社側はコメントを控えた。"
KOREAN = "대변인은 양측이 합의의 세부 사항을 확인했다고 말했다."

MARKED = "The mayor said so.\r\nNobody else did. 稀土 🚢"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        (GERMAN, "latin-1"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (CHINESE, "gb18030"),
        (TAIWAN, "big5"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (KOREAN, "euc_kr"),
    ],
)
def test_text_in_an_older_codec_is_found_out(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    read, codec = decode(data)
    assert read == text
    assert read.encode(codec) == data


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_kept_by_the_codec_and_not_in_the_text(encoding: str) -> None:
    data = MARKED.encode(encoding)
    read, codec = decode(data)
    assert read == MARKED
    assert read.encode(codec) == data


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_mark_of_either_byte_order_comes_back(encoding: str) -> None:
    data = ("\ufeff" + MARKED).encode(encoding)
    read, codec = decode(data)
    assert read.removeprefix("\ufeff") == MARKED
    assert read.encode(codec) == data


@pytest.mark.parametrize(
    ("data", "code", "told"),
    [
        (b"GIF89a\x00\x00\x01", "SRC301", "NUL at byte 6"),
        (b"%PDF-1.7 something", "SRC301", "a PDF"),
        (b"\x1f\x8b\x08", "SRC301", ".gz"),
        ("naïve café, déjà vu".encode() + b" \xff and on", "SRC302", r"byte 24 \(line 1\)"),
        ("première\nannée\nécole".encode() + b"\xe9!", "SRC302", r"byte 23 \(line 3\)"),
        (("déjà vu. " * 9).encode() + b"\xe2\x80", "SRC302", "line 1"),
        (b"\xef\xbb\xbfcaf\xe9", "SRC302", "byte 6"),
        (b"\xff\xfeA\x00B", "SRC302", "utf-16"),
        (bytes(range(1, 256)) * 3, "SRC302", "byte 127"),
    ],
)
def test_what_is_not_text_is_refused_with_its_place(data: bytes, code: str, told: str) -> None:
    with pytest.raises(UndecodableError, match=told) as caught:
        decode(data)
    assert caught.value.code == code


def test_a_demanded_codec_is_used_to_the_letter() -> None:
    assert decode(b"\xef\xbb\xbfabc", "utf-8") == ("\ufeffabc", "utf-8")
    with pytest.raises(UndecodableError, match="byte 3"):
        decode(b"caf\xe9", "utf-8")


def test_a_demanded_codec_must_give_back_every_byte() -> None:
    with pytest.raises(UndecodableError, match="does not give back the same bytes"):
        decode(b"abc+ADs-", "utf-7")


@given(st.binary())
def test_whatever_decodes_encodes_to_the_same_bytes(data: bytes) -> None:
    try:
        text, codec = decode(data)
    except UndecodableError as error:
        assert error.code in {"SRC301", "SRC302"}  # noqa: PT017
    else:
        assert text.encode(codec) == data


@given(st.text().map(lambda text: text.encode("utf-8", "ignore")))
def test_valid_utf_8_without_marks_and_nul_is_read_as_utf_8(data: bytes) -> None:
    if b"\0" in data or data.startswith((b"\xef\xbb\xbf", b"%PDF-", b"PK\x03\x04")):
        data = b"."
    assert decode(data) == (data.decode("utf-8"), "utf-8")


@pytest.mark.parametrize(
    ("data", "codec"),
    [
        (b"", "utf-8"),
        (FRENCH.encode(), "utf-8"),
        (b"\xef\xbb\xbf{}", "utf-8-sig"),
        ("{}\n".encode("utf-16"), "utf-16"),
        ((CHINESE + "\n").encode("gb18030") * 3, "gb18030"),
        (FRENCH.encode() + b"\n\xff\n" + GERMAN.encode(), "utf-8"),
    ],
)
def test_a_file_of_lines_has_one_codec_despite_a_bad_line(data: bytes, codec: str) -> None:
    assert codec_of(io.BytesIO(data)) == codec


def test_a_character_cut_at_the_edge_of_a_chunk_does_not_hide_the_codec() -> None:
    data = ((CHINESE + "\n").encode("gb18030")) * 20_000
    assert codec_of(io.BytesIO(data)) == "gb18030"


def test_a_file_is_read_no_further_than_its_codec_takes() -> None:
    stream = io.BytesIO(b"x" * 2**20 + "é".encode() + b"x" * 2**21 + b"\xff")
    assert codec_of(stream) == "utf-8"
    assert stream.tell() == 2**21


@pytest.mark.parametrize("before", [b"", b"x\n", b"x\n" * 2**21])
@pytest.mark.parametrize("behind", [b"", b"\n", b"\nx\n" * 2**20])
def test_the_line_that_tells_a_codec_may_be_any(before: bytes, behind: bytes) -> None:
    assert codec_of(io.BytesIO(before + RUSSIAN.encode("cp1251") + behind)) == "cp1251"
