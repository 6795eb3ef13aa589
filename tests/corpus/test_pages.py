"""HTML: the article of a page as a record, and pages that hold none."""

from __future__ import annotations

import json
import sys

import pytest

from dedup.corpus import ReadOptions, read_corpus, with_text, write_documents
from dedup.errors import InputError, SettingsError

PARAGRAPHS = (
    "The old bridge over the harbour stays shut until spring, the council said on Monday evening.",
    "Traders on both banks want it open sooner, and have asked for a ferry in the meantime.",
    "Für die Werft ändert sich nichts, sagte ihr Sprecher; die Fähre fährt.",
)
HEAD = (
    '<link rel="canonical" href="https://www.post.example/news/bridge">'
    '<meta property="og:site_name" content="The Harbour Post">'
    '<meta property="article:published_time" content="2024-03-09T22:00:00+08:00">'
)


def page(*paragraphs: str, head: str = HEAD, title: str = "Bridge stays shut") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or PARAGRAPHS)
    return (
        f"<html><head><title>{title}</title>{head}</head><body><nav><a href='/'>Home</a> <a href='/w'>World</a></nav>"
        f"<article><h1>{title}</h1>{body}</article><footer>Follow us</footer><script>alert(1)</script></body></html>"
    )


@pytest.mark.parametrize("name", ["a.html", "a.HTM", "a.xhtml"])
def test_a_page_is_its_article(lay, name: str) -> None:
    (document,) = read_corpus(lay({f"deep/{name}": page()}))
    assert document.text == "\n".join(["Bridge stays shut", *PARAGRAPHS, ""])
    assert (document.id, document.source, document.date, document.title) == (
        "deep/a",
        "post.example",
        "2024-03-09",
        "Bridge stays shut",
    )
    assert document.fields["url"] == "https://www.post.example/news/bridge"


def test_a_page_without_an_address_is_called_by_its_site(lay) -> None:
    head = '<meta property="og:site_name" content="The Harbour Post">'
    (document,) = read_corpus(lay({"a.html": page(head=head)}))
    assert (document.source, document.date, "url" in document.fields) == ("The Harbour Post", None, False)


def test_a_date_in_the_text_is_not_the_date_of_the_page(lay) -> None:
    content = page(*PARAGRAPHS, "The works began on 3 May 2019.", head="")
    assert [document.date for document in read_corpus(lay({"a.html": content}))] == [None]


def test_a_page_is_written_as_its_record_and_read_back_as_it_was(lay, tmp_path) -> None:
    folder = lay({"deep/a.html": page(), "b.htm": page(PARAGRAPHS[2], PARAGRAPHS[1], head="", title="Ferry")})
    corpus = read_corpus(folder)
    write_documents(corpus, tmp_path / "out")
    names = sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.*"))
    assert names == ["b.htm.jsonl", "deep/a.html.jsonl"]
    row = json.loads((tmp_path / "out" / "deep" / "a.html.jsonl").read_text())
    assert list(row) == ["id", "url", "source", "date", "title", "text"]
    again = read_corpus(tmp_path / "out")
    assert [(d.id, d.text, d.source, d.date, d.title, d.fields) for d in again] == [
        (d.id, d.text, d.source, d.date, d.title, d.fields) for d in corpus
    ]


def test_the_record_has_the_fields_that_were_asked_for(lay, tmp_path) -> None:
    options = ReadOptions(text_field="body", id_field="key", title_field="head", date_field="day", source_field="by")
    (document,) = read_corpus(lay({"a.html": page()}), options)
    assert list(document.fields) == ["key", "url", "by", "day", "head", "body"]
    (path,) = write_documents([with_text(document, "New.")], tmp_path / "out")
    (again,) = read_corpus(path, options)
    assert (again.id, again.text, again.title, again.date) == ("a", "New.", document.title, document.date)


def test_a_page_and_a_record_file_of_its_name_are_told_apart(lay, tmp_path) -> None:
    corpus = read_corpus(lay({"a.html": page(), "a.html.jsonl": '{"text": "Another."}\n'}))
    assert len({document.origin.relative for document in corpus}) == 2
    assert len(write_documents(corpus, tmp_path / "out")) == 2


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8", "iso-8859-1"),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("cp1252", "ISO-8859-1"),
        ("cp1252", ""),
        ("iso8859-15", "iso-8859-15"),
    ],
)
def test_the_encoding_is_that_of_the_bytes_before_what_the_page_says(lay, encoding: str, declared: str) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    (document,) = read_corpus(lay({"a.html": page(head=meta).encode(encoding)}))
    assert PARAGRAPHS[2] in document.text


def test_a_chinese_page_under_a_loose_name_is_read(lay) -> None:
    text = "港口的旧桥将关闭至明年春天,委员会周一晚间表示。两岸的商人希望桥梁能够早日开放,並要求在此期间开通渡轮。"
    content = page(text, head='<meta charset="gb2312">', title="旧桥").encode("gb18030")
    (document,) = read_corpus(lay({"a.html": content}))
    assert text in document.text


def test_damage_outside_of_the_article_does_no_harm(lay) -> None:
    outside = page().encode().replace(b"Follow us", b"Follow \xff us")
    inside = page().encode().replace(b"Traders", b"Trad\xffers")
    head = b'<meta charset="utf-8">'
    folder = lay({"a.html": outside.replace(b"<head>", b"<head>" + head), "b.html": inside.replace(b"<head>", head)})
    corpus = read_corpus(folder)
    assert [document.id for document in corpus] == ["a"]
    assert [(reject.path, reject.code) for reject in corpus.rejects] == [(str(folder / "b.html"), "SRC302")]


@pytest.mark.parametrize(
    ("content", "code", "told"),
    [
        ("", "SRC303", "empty"),
        ("<html></html>", "SRC303", "no article"),
        ("<nav><a href='/'>Home</a></nav>", "SRC303", "no article"),
        ("\x89PNG\0\0", "SRC301", "NUL at byte"),
        ("<p>words" * 50_001, "SRC301", "more than 50,000 tags"),
        ("<p " + " ".join(f"a{at}=1" for at in range(200_000)) + ">words", "SRC301", "1,000 attributes"),
        ("<p>" + "words " * 1_500_000, "SRC301", "longer than 8,388,608 bytes"),
        ("<div>" * 40_000 + "<p>deep words " * 9_000, "SRC303", "no article"),
        ("<!--" * 100_000, "SRC303", "no article"),
        ("&#xD800;" * 100, "SRC303", "no article"),
    ],
)
def test_a_page_without_an_article_or_made_to_harm_is_a_reject(lay, content: str, code: str, told: str) -> None:
    corpus = read_corpus(lay({"a.html": content, "good.txt": "Shut."}))
    (reject,) = corpus.rejects
    assert ([document.id for document in corpus], reject.code) == (["good"], code)
    assert told in reject.reason
    assert "\n" not in reject.reason


def test_a_long_picture_in_a_tag_is_no_harm(lay) -> None:
    picture = f'<img alt="" src="data:image/png;base64,{"A" * 500_000}" style="a: b; {"c: d; " * 3000}">'
    assert len(read_corpus(lay({"a.html": page(picture, *PARAGRAPHS)}))) == 1


def test_nothing_is_said_beside_the_reject(lay, capfd) -> None:
    read_corpus(lay({"a.html": "<html></html>", "good.txt": "Shut."}))
    assert capfd.readouterr() == ("", "")


def test_without_its_library_one_line_says_what_to_install(lay, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(InputError, match=r"^\S+a\.html: .* pip install 'dedup-news\[html\]'$"):
        read_corpus(lay({"a.html": page()}))


@pytest.mark.parametrize("name", ["out.html", "out.warc", "out.warc.gz"])
def test_pages_are_not_written_as_pages(lay, tmp_path, name: str) -> None:
    with pytest.raises(SettingsError, match=r"pages are read and not written: .*\.jsonl"):
        write_documents(read_corpus(lay({"a.html": page()})), tmp_path / name)
    assert not (tmp_path / name).exists()
