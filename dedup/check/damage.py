"""Signs that a text was decoded with the wrong codec.

Only signs that correct text of no language shows are taken: UTF-8 read as Windows-1252 or Latin-1 ("â€™", "Ã©"),
UTF-8 read as GBK, Windows-1252 read as Latin-1, and the replacement character. What to look for follows from the codecs
themselves: a lead byte and its continuation bytes, as the wrong codec shows them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import regex

from dedup.model import Span


def _continuation() -> str:
    """Return, as the inside of a character class, what bytes 80-BF look like in Windows-1252 and in Latin-1."""
    octets = [bytes([octet]) for octet in range(0x80, 0xC0)]
    seen = {octet.decode("cp1252", "ignore") for octet in octets} | {octet.decode("latin-1") for octet in octets}
    return regex.escape("".join(sorted(seen)))


_TAIL: Final = f"[{_continuation()}]"
_SURE: Final = "|".join(
    (
        "\ufffd",
        f"â[€\x80]{_TAIL}?",  # general punctuation: quotation marks, dashes, the ellipsis
        "вЂ[\xa0-\xbf\u0400-\u2122]?",  # the same, read as Windows-1251
        "â‚¬|â„¢",  # the euro and the trade mark sign
        "ï»¿|ï¿½",  # the byte order mark and the replacement character
        f"ðŸ{_TAIL}{{0,2}}",  # emoji
        "Ã(?:ƒ|\x83)",  # the same mistake made twice
        f"(?:[ÐÑ]{_TAIL}){{3,}}",  # Cyrillic; one such pair alone can be an abbreviation
        f"(?:[ã-é]{_TAIL}{{2}}){{2,}}",  # Chinese, Japanese and Korean
        "锟斤拷",  # the replacement character twice, read as GBK
        "[\x80-\x84\x86-\x9f]",  # Windows-1252 quotation marks read as Latin-1; \x85 is a line end
    )
)
# Accented letters, and signs after a stray "Â". After a capital they can be the end of a word in capitals with its
# closing mark ("MANHÃ”"), so those are let go.
_LIKELY: Final = rf"(?<!\p{{Lu}})(?:Ã{_TAIL}|Â[\xa0-\xbf])"
# Every sign begins with one of these. Looking for them first is ten times as fast as trying each sign everywhere.
_LEAD: Final = "[\ufffdâÂÃïðÐÑвã-é锟\x80-\x84\x86-\x9f]"
_MARK: Final = regex.compile(f"(?={_LEAD})(?:(?P<sure>{_SURE})|{_LIKELY})")
# One such pair may be a slip of the keyboard; a wrong codec hits every accented letter of a text.
_LIKELY_FROM: Final = 2
# One sign in so many characters is a fault of the text; fewer, of a quotation or an embedded post.
_RATE: Final = 1 / 4000


@dataclass(frozen=True, slots=True)
class Damage:
    """What shows that a text was decoded wrongly.

    Parameters
    ----------
    marks : tuple of Span
        At least one, in order, not overlapping.
    share : float
        Damaged characters by all characters, in (0, 1].
    """

    marks: tuple[Span, ...]
    share: float


def find_damage(text: str) -> Damage | None:
    """Return the signs of a wrong decoding in `text`, if there are enough of them to say so.

    Parameters
    ----------
    text : str

    Returns
    -------
    Damage or None
        None where there is no sign, or less than one in 4,000 characters.

    Examples
    --------
    >>> damage = find_damage("The ministerâ€™s cafÃ© stays open.")
    >>> [span.of("The ministerâ€™s cafÃ© stays open.") for span in damage.marks]
    ['â€™', 'Ã©']
    >>> find_damage("“Déjà vu”, « Voilà », Đặng Thị Ngọc Thịnh, 稀土")
    """
    if text.isascii():
        return None
    matches = list(_MARK.finditer(text))
    if len(matches) < _LIKELY_FROM and not any(match["sure"] for match in matches):
        return None
    marks = tuple(Span(*match.span()) for match in matches)
    if not marks or len(marks) < len(text) * _RATE:
        return None
    return Damage(marks, sum(map(len, marks)) / len(text))
