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

# Words of a masked paragraph, see dedup.text.mask.
FIGURE: Final = b"#"
DATE: Final = b"@"
LONGEST_NAME: Final = 9
"""Of a month or weekday, in bytes."""
