"""Level 3: documents of one template that say different things, such as results, weather and prices of the day.

Two similar documents are told apart, and both stay, where most of the words in which they differ are told: figures,
dates, names, negations. `dedup.kernels.templates` asks it of hashes and flags of words; here is what it asks.
"""

from __future__ import annotations

from typing import Final

TEXT: Final = 0.03
"""Least weight of what is told, as a share of the shorter text: an update with one new figure in a long text, or
another byline, changes less of it."""
TELLING: Final = 0.4
"""Least share of what is told in all that differs; in edited copies it is about a fifth."""
LONG: Final = 60
"""In words. A template has its blanks all over; what differs only at the head and the foot of a text of this length is
who printed it, and when."""
PLACES: Final = 3
"""In how many places of a long text something is told."""
APART: Final = 5
"""Words from one place to the next, more than."""
MEMBERS: Final = 50
"""Members of one series that later documents are held against: a template without end must not be quadratic."""
