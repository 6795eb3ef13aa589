"""A detector of texts that repeat another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.utils import Tags, _safe_indexing
from sklearn.utils.validation import check_is_fitted

from dedup.api import clean_documents
from dedup.clean.inside import clean_inside, learn_boilerplate
from dedup.clean.lookup import find_known
from dedup.clean.options import CleanOptions, SeriesPolicy
from dedup.estimators.paragraphs import remember_columns, text_tags
from dedup.estimators.rows import FIELDS, Rows, read_rows


class NearDuplicateDetector(ClusterMixin, BaseEstimator):  # type: ignore[misc]
    """Find texts that say the same as another, each with the one that stays in its favour.

    All levels of cleaning: what repeats inside texts and what a source prints with many of them is left out before
    texts are compared. Groups are stars around the text that stays, and every pair was compared exactly.

    Parameters
    ----------
    near : float, default 0.8
        Least similarity of near-duplicates, in (0, 1]: the share of their words that are the same.
    contained : float, default 0.9
        Least share of a shortened text that the longer one must hold, in (0, 1].
    keep : str, default "longest"
        Which of two duplicates stays: ``"longest"``; ``"earliest"``, by the column `date`; ``"source-order"``, which
        without `sources` keeps the row that stands first; ``"highest:COLUMN"`` or ``"lowest:COLUMN"`` of a table.
    sources : sequence of str, default ()
        Order of preference for ``keep="source-order"``.
    series : {"keep", "collapse"}, default "keep"
        Whether texts of one template that differ in figures, dates or names stay, or count as near-duplicates.
    text : str, default "text"
        Column of a table that holds the texts.
    source, date, title : str or None, default "source", "date", "title"
        Columns that hold outlet or host, date as ISO 8601, headline; used where a table has them.

    Attributes
    ----------
    labels_ : ndarray of shape (n_rows,)
        Row of the text that stays in favour of each: its own row where it stays.
    scores_ : ndarray of shape (n_rows,)
        How alike the two are, in [0, 1]; 1 where a text stays.
    rules_ : ndarray of shape (n_rows,)
        ``DUP121`` exact, ``DUP122`` near, ``DUP123`` contained; empty where a text stays.
    series_ : tuple of ndarray
        Rows of texts that share a template, and all stay.
    sample_indices_ : ndarray of shape (n_kept,)
        Rows that stay, in order.
    n_features_in_ : int
        Columns of the table, or 1.
    feature_names_in_ : ndarray of str
        Names of the columns; only for tables.

    See Also
    --------
    ParagraphCleaner : Takes out what repeats inside each text.
    dedup.group_documents : The same groups, with the words that differ.

    Notes
    -----
    `fit_resample` follows the convention of imbalanced-learn for steps that leave rows out, since a transformer of
    scikit-learn must not. Missing and empty texts are duplicates of nothing.

    Examples
    --------
    >>> pier = "The pier opens again in May, once the crews are back, the harbour board said on Monday evening."
    >>> texts = [pier.replace("Monday evening", "Monday"), "No news.", pier, "NO NEWS."]
    >>> detector = NearDuplicateDetector().fit(texts)
    >>> detector.labels_
    array([2, 1, 2, 1])
    >>> [rule for rule in detector.rules_]
    ['DUP122', '', '', 'DUP121']
    >>> detector.predict(["no  news.", "Some news."])
    array([ 1, -1])
    >>> detector.fit_resample(texts)[0] == [texts[1], texts[2]]
    True
    """

    def __init__(
        self,
        *,
        near: float = 0.8,
        contained: float = 0.9,
        keep: str = "longest",
        sources: Sequence[str] = (),
        series: SeriesPolicy = "keep",
        text: str = "text",
        source: str | None = "source",
        date: str | None = "date",
        title: str | None = "title",
    ) -> None:
        self.near = near
        self.contained = contained
        self.keep = keep
        self.sources = sources
        self.series = series
        self.text = text
        self.source = source
        self.date = date
        self.title = title

    def fit(self, X: Any, y: Any = None) -> NearDuplicateDetector:
        """Find the duplicates among the rows of `X`.

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
        options = self._options()
        rows = self._read(X)
        remember_columns(self, rows)
        documents = rows.documents(options.keep_field)
        result = clean_documents(documents, options)
        row = {document.id: at for at, document in enumerate(documents)}
        self.labels_ = np.arange(len(documents))
        self.scores_ = np.ones(len(documents))
        self.rules_ = np.full(len(documents), "", dtype=object)
        for at, item in enumerate(result.items):
            for removal in item.removals:
                if removal.level == "document" and removal.kept is not None:
                    self.labels_[at] = row[removal.kept.document]
                    self.scores_[at] = removal.score
                    self.rules_[at] = removal.rule
        self.series_ = tuple(np.array(sorted(row[id] for id in group.documents)) for group in result.series)
        self.sample_indices_ = np.flatnonzero(self.labels_ == np.arange(len(documents)))
        self._kept = result.kept
        self._boilerplate = learn_boilerplate(documents)
        return self

    def predict(self, X: Any) -> Any:
        """Return for each new text the row, among those fitted, of the text that says the same.

        Parameters
        ----------
        X : list, array, series or table of str

        Returns
        -------
        ndarray of shape (n_rows,)
            A row that stayed, or -1 for a text that is new. New texts are not compared with each other, and one that
            tells all that a fitted one does and more is new.
        """
        check_is_fitted(self)
        items = clean_inside(self._read(X).documents(), self._options(), boilerplate=self._boilerplate)
        known = find_known(items, self._kept, self._options())
        return np.array([self.sample_indices_[one.kept] if one else -1 for one in known], dtype=self.labels_.dtype)

    def fit_resample(self, X: Any, y: Any = None) -> tuple[Any, Any]:
        """Find the duplicates among the rows of `X`, and return the rows that stay.

        Parameters
        ----------
        X : list, array, series or table of str
        y : list, array, series or table, default None
            One value a row.

        Returns
        -------
        X_kept, y_kept : the same kind of thing as `X` and `y`
            In their order; `y_kept` is None where `y` is.
        """
        rows = self._read(X)
        self.fit(X)
        kept = self.sample_indices_.tolist()
        return rows.take(kept), None if y is None else _safe_indexing(y, kept)

    def _read(self, given: Any) -> Rows:
        return read_rows(given, self.text, {name: getattr(self, name) for name in FIELDS})

    def _options(self) -> CleanOptions:
        return CleanOptions(
            near=self.near,
            contained=self.contained,
            keep=self.keep,
            sources=tuple(self.sources),
            series=self.series,
        )

    def __sklearn_tags__(self) -> Tags:
        return text_tags(super().__sklearn_tags__())
