"""Cleaning as scikit-learn has it: estimators on texts, in lists, arrays and tables.

Importing this package imports scikit-learn; nothing else in `dedup` does at that point.
"""

from dedup.estimators.detector import NearDuplicateDetector
from dedup.estimators.paragraphs import ParagraphCleaner

__all__ = ["NearDuplicateDetector", "ParagraphCleaner"]
