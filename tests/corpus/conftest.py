"""Small corpora on disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Lay = Callable[..., Path]


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """Return a function that writes files below a fresh folder and gives the folder back."""

    def write(files: dict[str, bytes | str], below: str = "in") -> Path:
        folder = tmp_path / below
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        folder.mkdir(exist_ok=True)
        return folder

    return write
