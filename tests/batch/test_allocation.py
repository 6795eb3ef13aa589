"""Memory is held on to where the system can be asked for that, and nothing fails where it cannot."""

from __future__ import annotations

import ctypes
from types import SimpleNamespace
from typing import Any

import pytest

from dedup.batch.allocation import hold_memory


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
@pytest.mark.parametrize("library", [SimpleNamespace(), SimpleNamespace(mallopt=lambda name, value: 0)])
def test_a_library_that_knows_of_nothing_is_no_error(
    monkeypatch: pytest.MonkeyPatch, platform: str, library: Any
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setattr(ctypes, "CDLL", lambda name: library)
    hold_memory()


def test_where_it_is_known_all_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda name: SimpleNamespace(mallopt=lambda name, value: asked.append(name)))
    hold_memory()
    assert asked == [-1, -2, -3]
