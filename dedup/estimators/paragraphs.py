"""A transformer that takes repeats, boilerplate and page furniture out of texts."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn import get_config
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils import Tags
from sklearn.utils.validation import check_is_fitted

from dedup.clean.inside import clean_inside, learn_boilerplate
from dedup.clean.options import CleanOptions
from dedup.estimators.rows import Rows, read_rows
from dedup.model import Cleaned


class ParagraphCleaner(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Take out what repeats inside each text, and what its source prints with many of its texts.

    Levels 1 and 2 of cleaning. Each text is cleaned by itself; what `fit` learns is the boilerplate of each source, for
    which a table with a column for the source is needed.

    Parameters
    ----------
    repeated : float, default 0.9
        Least similarity of two paragraphs of one text for the later to be a near-repeat, in (0, 1].
    text : str, default "text"
        Column of a table that holds the texts.
    source : str or None, default "source"
        Column that holds outlet or host. Where it is missing, nothing is boilerplate.
    title : str or None, default "title"
        Column that holds the headline, where it is given apart from the text.

    Attributes
    ----------
    boilerplate_ : object
        What each source prints with many of its texts, as :func:`dedup.clean.inside.learn_boilerplate` returns it.
    n_features_in_ : int
        Columns of the table, or 1.
    feature_names_in_ : ndarray of str
        Names of the columns; only for tables.

    See Also
    --------
    NearDuplicateDetector : Finds texts that repeat another.
    dedup.clean_documents : All levels, with a ledger.

    Notes
    -----
    What comes in goes out: a list for a list, a table with its other columns, index and order for a table. Missing
    texts stay missing. `set_output` wraps what comes out in a table of pandas or polars. A vectorizer behind the
    cleaner takes one column: give it a series, or choose the column with
    :class:`sklearn.compose.ColumnTransformer`.

    Examples
    --------
    >>> from sklearn.feature_extraction.text import TfidfVectorizer
    >>> from sklearn.pipeline import make_pipeline
    >>> pier = "The pier opens again in May, once the crews are back, the harbour board said on Monday evening."
    >>> texts = [f"{pier}\\n\\n{pier}\\n\\nShare this article", "No news."]
    >>> ParagraphCleaner().fit_transform(texts) == [pier, "No news."]
    True
    >>> make_pipeline(ParagraphCleaner(), TfidfVectorizer()).fit_transform(texts).shape
    (2, 18)
    """

    def __init__(
        self,
        *,
        repeated: float = 0.9,
        text: str = "text",
        source: str | None = "source",
        title: str | None = "title",
    ) -> None:
        self.repeated = repeated
        self.text = text
        self.source = source
        self.title = title

    def fit(self, X: Any, y: Any = None) -> ParagraphCleaner:
        """Learn the boilerplate of each source.

        Parameters
        ----------
        X : list, array, series or table of str
        y : object, default None
            Not used.

        Returns
        -------
        self

        Raises
        ------
        ValueError
            If `X` holds no texts, or a setting is out of range.
        TypeError
            If a row is no text.
        """
        self._options()
        rows = self._read(X)
        remember_columns(self, rows)
        self.boilerplate_ = learn_boilerplate(rows.documents())
        return self

    def transform(self, X: Any) -> Any:
        """Return the texts without what repeats.

        Parameters
        ----------
        X : list, array, series or table of str

        Returns
        -------
        list, array, series or table of str
            The same kind of thing as `X`.
        """
        check_is_fitted(self)
        rows = self._read(X)
        texts = [None if text is None else item.text for text, item in zip(rows.texts, self._clean(rows), strict=True)]
        # scikit-learn wraps arrays by itself, but knows neither lists nor tables of all libraries
        wanted = getattr(self, "_sklearn_output_config", {}).get("transform") or get_config()["transform_output"]
        return rows.as_table(texts, wanted) if wanted in ("pandas", "polars") else rows.with_texts(texts)

    def inspect(self, X: Any) -> tuple[Cleaned, ...]:
        """Return what `transform` would remove, and why.

        Parameters
        ----------
        X : list, array, series or table of str

        Returns
        -------
        tuple of Cleaned
            One a row: the document, with its removals by rule, measure and score.
        """
        check_is_fitted(self)
        return self._clean(self._read(X))

    def get_feature_names_out(self, input_features: Any = None) -> Any:
        """Return the names of the columns that come out.

        Parameters
        ----------
        input_features : object, default None
            Not used.

        Returns
        -------
        ndarray of str
            Those of the table, or only that of the texts.
        """
        check_is_fitted(self)
        return getattr(self, "feature_names_in_", np.array([self.text], dtype=object))

    def _read(self, given: Any) -> Rows:
        return read_rows(given, self.text, {"source": self.source, "title": self.title})

    def _clean(self, rows: Rows) -> tuple[Cleaned, ...]:
        return clean_inside(rows.documents(), self._options(), boilerplate=self.boilerplate_)

    def _options(self) -> CleanOptions:
        return CleanOptions(repeated=self.repeated)

    def __sklearn_tags__(self) -> Tags:
        tags = text_tags(super().__sklearn_tags__())
        tags.transformer_tags.preserves_dtype = []  # there are no numbers to preserve
        return tags


def text_tags(tags: Tags) -> Tags:
    """Return the tags of an estimator on texts: one str a row, missing ones allowed."""
    tags.input_tags.string = True
    tags.input_tags.one_d_array = True
    tags.input_tags.two_d_array = False
    tags.input_tags.allow_nan = True
    return tags


def remember_columns(estimator: BaseEstimator, rows: Rows) -> None:
    """Set what scikit-learn expects a fitted estimator to know of the columns of its input."""
    estimator.n_features_in_ = len(rows.columns) or 1
    if rows.columns:
        estimator.feature_names_in_ = np.array(rows.columns, dtype=object)
    elif hasattr(estimator, "feature_names_in_"):
        del estimator.feature_names_in_
