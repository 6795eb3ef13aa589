"""Texts out of whatever holds them, and back into the same kind of thing.

Lists and one-dimensional arrays of str; series and tables of pandas, polars and Arrow, through narwhals, and anything
else with the Arrow PyCapsule interface, which comes back as an Arrow table. None of these libraries is imported here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import narwhals.stable.v2 as nw
import numpy as np

from dedup.model import Document

Kind = Literal["list", "array", "series", "chunk", "table"]
FIELDS = ("source", "date", "title")
"""What a table may tell of a text beside the text."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of texts.

    Parameters
    ----------
    kind : {"list", "array", "series", "chunk", "table"}
        What they came in; a chunk is an Arrow array.
    native : object
        The same, as narwhals has it where it is a series or a table.
    texts : sequence of str or None
        None where a text is missing.
    text : str
        Name of the column that holds them.
    columns : tuple of str
        Of a table, else empty.
    fields : mapping of str to sequence
        Of a table, the columns for `FIELDS` that it has.
    """

    kind: Kind
    native: Any
    texts: Sequence[str | None]
    text: str
    columns: tuple[str, ...] = ()
    fields: Mapping[str, Sequence[str | None]] | None = None

    def documents(self, field: str | None = None) -> list[Document]:
        """Return the rows as documents with the row number as id; a missing text is an empty one.

        Parameters
        ----------
        field : str, optional
            Column of a table whose values the documents are to have among their fields.
        """
        none = [None] * len(self.texts)
        source, date, title = ((self.fields or {}).get(name, none) for name in FIELDS)
        values = self.native[field].to_list() if field in self.columns else none
        digits = len(str(len(self.texts)))
        return [
            # ids sort as rows do, so that of two equals the first is preferred
            Document(
                f"{at:0{digits}}", text or "", source[at], date[at], title[at], {field: values[at]} if field else {}
            )
            for at, text in enumerate(self.texts)
        ]

    def with_texts(self, texts: Sequence[str | None]) -> Any:
        """Return the same kind of thing with other texts in it; missing ones stay as they are."""
        if self.kind == "list":
            return list(texts)
        if self.kind == "array":
            array = np.empty(len(texts), dtype=object)
            array[:] = [old if new is None else new for old, new in zip(self.native.ravel(), texts, strict=True)]
            return array.reshape(self.native.shape)
        if self.kind == "table":
            return self._with_column(texts)
        native = _like(self.native, texts)
        return native.combine_chunks() if self.kind == "chunk" else native

    def _with_column(self, texts: Sequence[str | None]) -> Any:
        new = _like(self.native[self.text], texts)
        table = self.native.to_native()
        if self.native.implementation.is_pyarrow():
            # set on the table itself, which keeps what its schema says beside types
            at = self.columns.index(self.text)
            return table.set_column(at, table.schema.field(at).with_type(new.type), new)
        column = nw.from_native(new, series_only=True).alias(self.text)
        return self.native.with_columns(column).to_native()

    def as_table(self, texts: Sequence[str | None], library: Literal["pandas", "polars"]) -> Any:
        """Return a table of another library with other texts in it; of what is no table, one column.

        Parameters
        ----------
        texts : sequence of str or None
        library : {"pandas", "polars"}
        """
        if self.kind == "table":
            frame = nw.from_native(self._with_column(texts), eager_only=True)
        elif self.kind == "series":
            frame = nw.from_native(_like(self.native, texts), series_only=True).alias(self.text).to_frame()
        else:
            frame = nw.from_dict({self.text: list(texts)}, backend=library)
        return frame.to_pandas() if library == "pandas" else frame.to_polars()

    def take(self, rows: Sequence[int]) -> Any:
        """Return the same kind of thing with only these rows."""
        if self.kind == "list":
            return [self.native[row] for row in rows]
        if self.kind == "array":
            return self.native[np.asarray(rows, dtype=np.intp)]
        if self.kind == "table":
            return _taken(self.native, rows)
        if self.native.implementation.is_pyarrow():
            taken = _taken(self.native.alias(self.text).to_frame(), rows).column(0)
            return taken.combine_chunks() if self.kind == "chunk" else taken
        return self.native[list(rows)].to_native()


def _taken(frame: Any, rows: Sequence[int]) -> Any:
    """Return some rows of a table; Arrow cannot take them out of string views, so these are turned there and back."""
    if not frame.implementation.is_pyarrow():
        return frame[list(rows)].to_native()
    import pyarrow as pa

    table = frame.to_native()
    plain = [
        field.with_type(pa.large_string()) if pa.types.is_string_view(field.type) else field for field in table.schema
    ]
    return table.cast(pa.schema(plain, table.schema.metadata)).take(list(rows)).cast(table.schema)


def read_rows(given: Any, text: str, columns: Mapping[str, str | None] | None = None) -> Rows:
    """Return the texts of whatever holds them.

    Parameters
    ----------
    given : list, array, series or table
    text : str
        Column of a table that holds the texts.
    columns : mapping of str to str or None, optional
        Which column of a table holds which of `FIELDS`; a column that is not there tells nothing.

    Returns
    -------
    Rows

    Raises
    ------
    ValueError
        If there are no texts in it: a single str, no column of that name, more dimensions than one.
    TypeError
        If a row holds something else than text.
    """
    if isinstance(given, str | bytes):
        raise ValueError("a list of texts was expected, not a single text: put it into a list")
    frame = _open(given)
    if isinstance(frame, nw.DataFrame):
        names = tuple(frame.columns)
        if text not in names:
            raise ValueError(f"no column {text!r} among {', '.join(map(repr, names))}: name yours with text=")
        found = {
            field: [None if _missing(value) else str(value) for value in frame[name].to_list()]
            for field, name in (columns or {}).items()
            if name is not None and name in names
        }
        return Rows("table", frame, _texts(frame[text].to_list()), text, names, found)
    if isinstance(frame, nw.Series):
        return Rows("chunk" if _is_chunk(given) else "series", frame, _texts(frame.to_list()), text)
    if hasattr(given, "toarray"):
        raise TypeError("sparse data holds no texts: give a list of str")
    if isinstance(given, Mapping) or not isinstance(given, Iterable):
        raise TypeError(f"{type(given).__name__} holds no texts: give a list, an array, a series or a table")
    if isinstance(given, list | tuple) or not hasattr(given, "__array__"):
        rows = list(given)
        return Rows("list", rows, _texts(rows), text)
    array = np.asarray(given)
    if array.ndim == 0 or array.size != len(array):
        raise ValueError(f"one text in each row was expected, but the shape is {array.shape}: choose a column")
    return Rows("array", array, _texts(array.ravel().tolist()), text)


def _open(given: Any) -> Any:
    """Return what narwhals makes of a table or a series; other things as they are."""
    if _is_chunk(given):
        import pyarrow as pa

        return nw.from_native(pa.chunked_array([given]), series_only=True)
    opened = nw.from_native(given, eager_only=True, allow_series=True, pass_through=True)
    if isinstance(opened, nw.DataFrame | nw.Series) or not hasattr(given, "__arrow_c_stream__"):
        return opened
    return nw.from_arrow(given, backend="pyarrow")


def _like(old: Any, texts: Sequence[str | None]) -> Any:
    """Return a native series of texts with the name, the index and, where it is one of texts, the type of another."""
    native = old.to_native()
    whole = old.dtype in (nw.String, nw.Object)  # a category of the old values could not hold new ones
    if whole and old.implementation.is_pandas():
        return type(native)(list(texts), index=native.index, dtype=native.dtype, name=native.name)
    if whole and old.implementation.is_pyarrow():
        import pyarrow as pa

        return pa.chunked_array([pa.array(texts, type=native.type)])
    new = nw.new_series(old.name, list(texts), nw.String, backend=old.implementation)
    index = nw.maybe_get_index(old)
    return (new if index is None else nw.maybe_set_index(new, index=index)).to_native()


def _is_chunk(given: Any) -> bool:
    """Tell whether this is an Arrow array, which narwhals knows only in chunks; pyarrow is loaded if it is one."""
    module = type(given).__module__
    return module.startswith("pyarrow") and hasattr(given, "__arrow_c_array__") and not hasattr(given, "columns")


def _texts(values: Sequence[Any]) -> list[str | None]:
    texts: list[str | None] = []
    for row, value in enumerate(values):
        if isinstance(value, str):
            texts.append(str(value))
        elif _missing(value):
            texts.append(None)
        else:
            advice = "decode it first" if isinstance(value, bytes) else "give texts"
            raise TypeError(f"row {row} is {type(value).__name__} and no str: {advice}")
    return texts


def _missing(value: Any) -> bool:
    return (
        value is None or (isinstance(value, float) and value != value) or type(value).__name__ in ("NAType", "NaTType")
    )
