"""What reaches the streams: payload, messages, widths, signs."""

import io
import sys

import pytest

from dedup.cli.streams import hand_over, lacks_signs, page_width, tell


class Stream(io.TextIOWrapper):
    def __init__(self, encoding="utf-8"):
        super().__init__(io.BytesIO(), encoding=encoding)

    def read_back(self):
        return self.buffer.getvalue()


def test_a_message_is_one_safe_line(monkeypatch):
    stream = Stream()
    monkeypatch.setattr(sys, "stderr", stream)
    tell("two\nlines \x1b[31m\u202e")
    assert stream.read_back() == b"two lines \\x1b[31m<U+202E>\n"


def test_a_closed_standard_error_is_no_failure(monkeypatch):
    stream = Stream()
    stream.close()
    monkeypatch.setattr(sys, "stderr", stream)
    tell("nobody listens")


def test_characters_that_the_stream_lacks_are_escaped(monkeypatch):
    stream = Stream("latin-1")
    monkeypatch.setattr(sys, "stdout", stream)
    hand_over("é 稀\n", None)
    assert stream.read_back() == b"\xe9 \\u7a00\n"


def test_what_a_program_reads_is_utf_8_whatever_the_stream_says(monkeypatch):
    stream = Stream("latin-1")
    monkeypatch.setattr(sys, "stdout", stream)
    hand_over("é 稀\n", None, encoding="utf-8")
    assert stream.read_back() == "é 稀\n".encode()


def test_a_file_gets_the_payload_and_standard_output_nothing(tmp_path, capsys):
    hand_over("é\n", tmp_path / "deep" / "page.txt")
    assert (tmp_path / "deep" / "page.txt").read_bytes() == "é\n".encode()
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("width", "tty", "columns", "page"), [(None, False, "200", 80), (None, True, "132", 132), (50, True, "132", 50)]
)
def test_the_page_is_as_wide_as_asked_or_as_the_terminal_or_80(monkeypatch, width, tty, columns, page):
    monkeypatch.setenv("COLUMNS", columns)
    assert page_width(width, tty=tty) == page


@pytest.mark.parametrize(
    ("encoding", "lacks"), [("utf-8", False), ("ascii", True), ("cp1252", True), ("gb18030", False)]
)
def test_signs_are_asked_of_the_encoding(encoding, lacks):
    assert lacks_signs(Stream(encoding)) is lacks
