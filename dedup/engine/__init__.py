"""Relational work on columns: where it runs is chosen here, what it is for is decided above."""

from __future__ import annotations

from dedup.engine.choice import choose_engine
from dedup.engine.interface import Counts, Engine, Table

__all__ = ["Counts", "Engine", "Table", "choose_engine"]
