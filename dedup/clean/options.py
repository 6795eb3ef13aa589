"""What a person may set about cleaning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

from dedup.errors import SettingsError

SeriesPolicy = Literal["keep", "collapse"]
HIGHEST: Final = "highest"
LOWEST: Final = "lowest"
_KEEP: Final = ("longest", "earliest", "source-order")


@dataclass(frozen=True, slots=True)
class CleanOptions:
    """How strict cleaning is, and which of two duplicates stays.

    Parameters
    ----------
    near : float
        Least similarity of near-duplicate documents, in (0, 1]: the share of their words that are the same; 0.8 is
        about four words in five.
    contained : float
        Least share of the shorter document that the longer must hold, in (0, 1].
    unique : float, optional
        Most share of the words of a near-duplicate that may stand outside of running text, shingles of three words,
        shared with the kept document, in [0, 0.8]; one that holds more is never dropped as a near-duplicate. By
        default ``3 * (1 - near)``, and at most 0.8: what replacing so many words takes, spread as badly as can be.
    repeated : float
        Least similarity of two paragraphs of one document for the later to be a near-repeat, in (0, 1].
    keep : str
        Which duplicate stays. ``"longest"``: the one with most words; ``"earliest"``: the one with the earliest date;
        ``"source-order"``: the one whose source stands first in `sources` (without `sources`, the one that was read
        first); ``"highest:FIELD"``, ``"lowest:FIELD"``: the one with the highest or lowest value of a field of its
        record. Values are numbers, also in digits; other strings come behind them, documents without a value last.
    sources : tuple of str
        Order of preference for ``keep="source-order"``.
    series : {"keep", "collapse"}
        Whether documents of one template that differ in figures, dates or names stay, or count as near-duplicates.
    exact : bool, optional
        Whether all pairs of documents that could match are compared, which finds every duplicate, or only those whose
        signatures share a band, which finds nearly all and takes far less time for many documents. By default all are
        up to some thousands of documents.
    group_share : float
        A kept document that replaces more than this share of the corpus is warned of, in [0, 1].
    source_share : float
        A source that loses more than this share of its documents or characters is warned of, in [0, 1].
    max_loss : float, optional
        Most share of the documents, or of the characters, that the corpus or a source of at least ten documents may
        lose, in (0, 1]; a cleaning that takes more is refused. By default none is.

    Raises
    ------
    SettingsError
        When a value is outside its range.

    Examples
    --------
    >>> CleanOptions(near=80)
    Traceback (most recent call last):
        ...
    dedup.errors.SettingsError: near is 80: give a share above 0 and up to 1, such as 0.8
    """

    near: float = 0.8
    contained: float = 0.9
    repeated: float = 0.9
    keep: str = "longest"
    sources: tuple[str, ...] = ()
    series: SeriesPolicy = "keep"
    group_share: float = 0.1
    source_share: float = 0.5
    max_loss: float | None = None
    unique: float | None = None
    exact: bool | None = None

    def __post_init__(self) -> None:
        for name in ("near", "contained", "repeated"):
            value = getattr(self, name)
            if not 0 < value <= 1:
                raise SettingsError(f"{name} is {value}: give a share above 0 and up to 1, such as 0.8")
        # With less than a fifth in running text, texts have words in common and no more.
        if self.unique is not None and not 0 <= self.unique <= 0.8:
            raise SettingsError(f"unique is {self.unique}: give a share from 0 to 0.8, such as 0.5")
        if self.max_loss is not None and not 0 < self.max_loss <= 1:
            raise SettingsError(f"max_loss is {self.max_loss}: give a share above 0 and up to 1, such as 0.5")
        for name in ("group_share", "source_share"):
            value = getattr(self, name)
            if not 0 <= value <= 1:
                raise SettingsError(f"{name} is {value}: give a share from 0 to 1, such as 0.5")
        if self.keep not in _KEEP and not self.keep_field:
            choices = ", ".join(_KEEP)
            raise SettingsError(f"keep is {self.keep!r}: choose {choices}, {HIGHEST}:FIELD or {LOWEST}:FIELD")
        if self.series not in get_args(SeriesPolicy):
            raise SettingsError(f"series is {self.series!r}: choose one of {', '.join(get_args(SeriesPolicy))}")

    @property
    def keep_field(self) -> str | None:
        """The field whose value says which duplicate stays, None where no field does.

        Examples
        --------
        >>> CleanOptions(keep="highest:score").keep_field, CleanOptions().keep_field
        ('score', None)
        """
        policy, _, field = self.keep.partition(":")
        return field if field and policy in (HIGHEST, LOWEST) else None
