"""Tables that are data: lists of words, parties and page furniture, each a file a person can read and extend."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load_table(name: str) -> Any:
    """Return the table shipped as `name` (JSON or TOML), read once.

    Parameters
    ----------
    name : str
        File name within ``dedup.data``.

    Returns
    -------
    dict or list
        Shared between callers: not to be changed.
    """
    text = resources.files(__name__).joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(text) if name.endswith(".toml") else json.loads(text)
