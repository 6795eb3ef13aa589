"""Numbers that the kernels share with the code in plain Python they repeat; tests hold the two together."""

from __future__ import annotations

from typing import Final

# dedup.text.paragraphs says why.
WIDTH: Final = 100
EVEN: Final = 0.6
WRAPPED: Final = 0.7

# Bits of the flags of a paragraph.
JOINED: Final = 1
"""Made of several lines that were wrapped."""
ENDED: Final = 2
"""Ends as a sentence does."""
COLUMNS: Final = 4
"""Holds a tab, a bar or a gap of three spaces, as rows of tables do."""
BULLETED: Final = 8
"""Opens with a bullet, a number or a letter and a bracket, as items of lists do."""

# Bits of the flags of a word.
NAMED: Final = 1
"""Begins with a capital as written: names, and words that begin a sentence."""
FIGURE: Final = 2
"""Holds a number, or is a spelled one or a name of the calendar: dedup.clean.telling.is_figure."""
NEGATION: Final = 4
"""Denies or restricts: dedup.clean.telling.is_negation."""
UNSPACED: Final = 8
"""A character of a script without spaces, which weighs half a word."""

# Bits of what is known of a word by its hash, see dedup.kernels.telling: FIGURE, NEGATION, and
DATE: Final = 1
"""The name of a month or weekday."""
KNOWN: Final = DATE | FIGURE | NEGATION
DENIAL: Final = b"n't"
"""What negations end with."""

# What comparing two documents comes to.
NOTHING: Final = 0
NEAR: Final = 1
FIRST_CONTAINED: Final = 2
SECOND_CONTAINED: Final = 3
SERIES: Final = 4

# Words of a masked paragraph, see dedup.text.mask.
MASKED_FIGURE: Final = b"#"
MASKED_DATE: Final = b"@"
