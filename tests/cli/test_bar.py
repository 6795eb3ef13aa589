"""What a person who waits is shown: a bar at a terminal, a line now and then in a log."""

import io
import sys

import pytest
import regex

from dedup.cli import bar
from dedup.cli.bar import Bar, Lines, rate, watcher

ESCAPE = regex.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Clock:
    """Seconds that pass when they are told to."""

    now = 100.0

    def __call__(self):
        return self.now


class Terminal(io.StringIO):
    def __init__(self, tty=True):
        super().__init__()
        self._tty = tty

    def isatty(self):
        return self._tty


@pytest.fixture
def told(capsys):
    """Return the lines that were told by then."""
    return lambda: capsys.readouterr().err.splitlines()


@pytest.fixture
def clock():
    return Clock()


RATES = [
    (26_200_000, "B", 1.0, "26.2 MB/s"),
    (3_000_000_000, "B", 2.0, "1,500.0 MB/s"),
    (1200, "pairs", 0.5, "2,400 pairs/s"),
    (7, "documents", 0.0, "0 documents/s"),
    (0, "B", 3.0, "0.0 MB/s"),
]


@pytest.mark.parametrize(("done", "unit", "seconds", "shown"), RATES)
def test_a_rate_is_in_the_unit_of_the_stage(done, unit, seconds, shown):
    assert rate(done, unit, seconds) == shown


def test_what_is_over_within_half_a_minute_tells_nothing(told, clock):
    lines = Lines(clock)
    lines.begin("cleaning", 100, "B")
    clock.now += 29.9
    lines.advance(99)
    lines.end()
    assert told() == []


def test_a_line_says_how_far_how_fast_and_how_long(told, clock):
    lines = Lines(clock)
    lines.begin("cleaning", 800_000_000, "B")
    clock.now += 30
    lines.advance(312_000_000)
    assert told() == ["dedup: cleaning: 39%, 10.4 MB/s, about 0:46 left"]


def test_minutes_left_are_told_as_such(told, clock):
    lines = Lines(clock)
    lines.begin("comparing", 100_000, "pairs")
    clock.now += 40
    lines.advance(10_000)
    assert told() == ["dedup: comparing: 10%, 250 pairs/s, about 6:00 left"]


def test_of_an_unknown_total_it_tells_what_was_done(told, clock):
    lines = Lines(clock)
    lines.begin("reading", 0, "documents")
    clock.now += 60
    lines.advance(1200)
    assert told() == ["dedup: reading: 1,200 documents, 20 documents/s"]


def test_there_is_a_line_each_half_minute_across_the_stages(told, clock):
    lines = Lines(clock)
    for stage in ("surveying", "cleaning", "closing"):
        lines.begin(stage, 40, "B")
        for _ in range(4):
            clock.now += 5
            lines.advance(10)
        lines.end()
    assert [line.split()[1] for line in told()] == ["cleaning:", "closing:"]


def test_whoever_wants_no_progress_is_told_none(told):
    silent = watcher(False)
    silent.begin("cleaning", 10, "B")
    silent.advance(10)
    silent.end()
    assert told() == []


@pytest.mark.parametrize(
    ("wanted", "tty", "kind"),
    [(None, True, Bar), (None, False, Lines), (True, False, Bar), (False, True, Lines), (True, True, Bar)],
)
def test_a_terminal_or_a_wish_decides_on_the_bar(monkeypatch, wanted, tty, kind):
    monkeypatch.setattr(sys, "stderr", Terminal(tty))
    assert type(watcher(wanted)) is kind


def shown(monkeypatch, *, patience, tty=True, total=200):
    """Return what a bar has written to a terminal by the end of its stage."""
    stream = Terminal(tty)
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(bar, "_PATIENCE", patience)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    watch = Bar()
    watch.advance(1)  # before anything has begun
    watch.begin("cleaning", total, "pairs")
    watch.advance(50)
    watch.advance(50)
    watch.end()
    watch.end()
    return stream.getvalue()


def test_a_bar_shows_stage_share_and_rate(monkeypatch):
    seen = shown(monkeypatch, patience=-1)
    assert "cleaning" in seen
    assert "50%" in seen
    assert "pairs/s" in seen


def test_a_bar_of_an_unknown_total_counts(monkeypatch):
    seen = shown(monkeypatch, patience=-1, total=0)
    assert "100" in seen
    assert "%" not in seen


@pytest.mark.parametrize("tty", [True, False])
def test_a_stage_that_is_soon_over_leaves_no_trace(monkeypatch, tty):
    assert shown(monkeypatch, patience=1000, tty=tty) == ""


def test_what_tells_nothing_for_long_is_shown_by_the_clock(monkeypatch):
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(bar, "_PATIENCE", 0)
    monkeypatch.setenv("TERM", "xterm")
    watch = Bar()
    watch.begin("cleaning", 0, "documents")
    watch._timer.join(10)
    assert "cleaning" in stream.getvalue()
    watch.end()


def test_a_stage_that_ended_is_not_shown_later(monkeypatch):
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    watch = Bar()
    watch.begin("cleaning", 0, "documents")
    late = watch._progress
    watch.end()
    watch._show(late)
    assert stream.getvalue() == ""


def test_counting_one_by_one_draws_now_and_then_and_the_end_in_full(monkeypatch):
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(bar, "_PATIENCE", -1)
    monkeypatch.setattr(bar, "_BLINK", 1000)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    watch = Bar()
    watch.begin("relating", 0, "pairs")
    for _ in range(1234):
        watch.advance(1)
    watch.end()
    drawn = ESCAPE.sub("", stream.getvalue())
    assert "1,234" in drawn
    assert "617" not in drawn
