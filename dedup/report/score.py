"""Scores as people read them."""

from __future__ import annotations


def score_text(measure: str, score: float) -> str:
    """Return a score with its measure.

    Parameters
    ----------
    measure : str
        Empty where nothing was measured.
    score : float
        In [0, 1].

    Returns
    -------
    str
        With two digits, and never rounded up to 1, which stands for equal. Empty without a measure.

    Examples
    --------
    >>> score_text("words", 0.8712), score_text("ratio", 0.9981), score_text("exact", 1.0)
    ('words 0.87', 'ratio 0.99', 'exact 1.00')
    """
    if not measure:
        return ""
    return f"{measure} {score if score == 1 else min(score, 0.99):.2f}"
