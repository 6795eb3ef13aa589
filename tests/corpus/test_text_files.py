from __future__ import annotations

import pytest

from dedup.corpus import ReadOptions, read_corpus

STORY = "The bridge stays shut until spring, the council said.\r\n\r\nTraders want it open.\u2028No date is set."


@pytest.mark.parametrize("name", ["a.txt", "a.text", "a.md", "A.TXT"])
def test_the_text_is_the_whole_file_with_its_own_newlines(lay, name: str) -> None:
    (document,) = read_corpus(lay({name: STORY}))
    assert document.text == STORY
    assert document.body_start == 0
    assert (document.id, document.origin.relative) == (name[0], name)


def test_a_mark_that_stays_in_the_text_is_not_part_of_the_body(lay) -> None:
    (document,) = read_corpus(lay({"a.txt": ("\ufeff" + STORY).encode("utf-16-be")}))
    assert document.text[document.body_start :] == STORY


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            '---\ntitle: "Bridge shut"\ndate: 2024-03-09\nsource: The Harbour Post\nid: bridge-1\n---\nBody.',
            ("bridge-1", "The Harbour Post", "2024-03-09", "Bridge shut", "Body."),
        ),
        (
            "---\r\ntitle: Bridge: shut\r\nurl: https://www.post.example/x\r\ntags:\r\n  - bridge\r\n---\r\nBody.",
            ("https://www.post.example/x", "post.example", None, "Bridge: shut", "Body."),
        ),
        (
            "+++\ntitle = 'Bridge shut'\ndate = 2024-03-09T10:00:00Z\n+++\nBody.",
            ("a", None, "2024-03-09", "Bridge shut", "Body."),
        ),
        ("---\npublished: 9 March 2024\n...\nBody.", ("a", None, "2024-03-09", None, "Body.")),
        ("\ufeff---\ntitle: Shut\n---\nBody.", ("a", None, None, "Shut", "Body.")),
        ("---\nA rule, then prose.\n---\nBody.", ("a", None, None, None, None)),
        ("---\ntitle: never closed\n\nBody.", ("a", None, None, None, None)),
        ("---\n---\nBody.", ("a", None, None, None, None)),
        ("+++\nno toml\n+++\nBody.", ("a", None, None, None, None)),
        ("Body.\n---\ntitle: too late\n---\n", ("a", None, None, None, None)),
    ],
)
def test_front_matter_describes_the_document_and_stays_in_its_text(lay, content: str, expected: tuple) -> None:
    (document,) = read_corpus(lay({"a.md": content}), ReadOptions(encoding="utf-8"))
    body = document.text[document.body_start :]
    assert document.text == content
    assert (document.id, document.source, document.date, document.title) == expected[:4]
    assert body == (expected[4] or content)


def test_a_header_of_plain_text_is_text(lay) -> None:
    (document,) = read_corpus(lay({"a.txt": "---\ntitle: Shut\n---\nBody."}))
    assert (document.title, document.body_start) == (None, 0)


@pytest.mark.parametrize(
    ("name", "content", "code", "told"),
    [
        ("empty.txt", b"", "SRC303", "empty"),
        ("blank.txt", b" \r\n\t\n", "SRC303", "no text"),
        ("mark.txt", b"\xef\xbb\xbf\n", "SRC303", "no text"),
        ("front.md", b"---\ntitle: Only this\n---\n\n", "SRC303", "no text"),
        ("nul.txt", b"half a text\x00\x00", "SRC301", "NUL at byte 11"),
        ("image.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "SRC301", "binary"),
        ("damaged.txt", "Über die Brücke führte früher ein".encode() + b"\xfc.", "SRC302", "byte 37"),
        ("long.txt", b"x" * 2001, "SRC301", "longer than 2,000 bytes"),
    ],
)
def test_a_file_that_is_no_text_becomes_a_reject_and_the_rest_is_read(lay, name, content, code, told) -> None:
    folder = lay({name: content, "good.txt": STORY})
    corpus = read_corpus(folder, ReadOptions(document_limit=2000))
    (reject,) = corpus.rejects
    assert [document.id for document in corpus] == ["good"]
    assert (reject.path, reject.code) == (str(folder / name), code)
    assert told in reject.reason
    assert "\n" not in reject.reason


def test_what_cleaning_emptied_can_be_read_on_demand(lay) -> None:
    corpus = read_corpus(lay({"a.txt": "", "b.jsonl": '{"text": ""}\n', "c.jsonl": ""}), ReadOptions(allow_blank=True))
    assert [document.text for document in corpus] == ["", ""]
    assert corpus.rejects == ()


def test_a_demanded_codec_can_differ_by_file(lay) -> None:
    folder = lay({"a.txt": "é".encode("cp1252"), "b.txt": "é".encode("cp437"), "c.txt": "é"})
    corpus = read_corpus(folder, ReadOptions(encoding={"a.txt": "cp1252", "b.txt": "cp437"}))
    assert [document.text for document in corpus] == ["é", "é", "é"]
    assert [document.origin.encoding for document in corpus] == ["cp1252", "cp437", "utf-8"]
