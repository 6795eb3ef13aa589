"""From the columns of Arrow to values JSON knows, and back to the same columns.

A time stamp or date becomes its ISO form, other times and durations a number in their own unit, a decimal its digits,
bytes base64, a dictionary its values; inside lists and structs, time stamps and dates are numbers too.
"""

from __future__ import annotations

import base64
import decimal
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa


class Undecodable:
    """In place of a string whose bytes are no UTF-8."""

    def __init__(self, data: bytes) -> None:
        self.shown = data.decode("utf-8", "backslashreplace")


def values_of(column: pa.Array) -> list[Any]:
    """Return the values of a column as JSON knows them; an :class:`Undecodable` where a string is none.

    Parameters
    ----------
    column : pyarrow.Array
        Of a type that :func:`is_kept`.
    """
    import pyarrow as pa
    import pyarrow.types as kind

    if kind.is_dictionary(column.type) and _is_string(column.type.value_type):
        # Each string once, however many rows share it.
        shared = values_of(column.dictionary)
        return [None if at is None else shared[at] for at in column.indices.to_pylist()]
    if isinstance(column, pa.ExtensionArray):
        column = column.storage
    plain = column.cast(plain_type(column.type, _in_range(column)))
    try:
        values: list[Any] = plain.to_pylist()
    except UnicodeDecodeError:
        if not _is_string(plain.type):
            raise
        values = [_decoded(data) for data in plain.cast(pa.large_binary()).to_pylist()]
    return [_encoded(value) for value in values] if _holds_objects(plain.type) else values


def column_of(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """Return the column that :func:`values_of` made `values` of.

    Parameters
    ----------
    values : sequence
    kind : pyarrow.DataType

    Raises
    ------
    pyarrow.ArrowException
        If a value does not fit the type.
    """
    import pyarrow as pa

    if isinstance(kind, pa.BaseExtensionType):
        return pa.ExtensionArray.from_storage(kind, column_of(values, kind.storage_type))
    written = any(isinstance(value, str) for value in values)
    plain = plain_type(kind, written)
    given = [_object_back(value, plain) for value in values] if _holds_objects(plain) else list(values)
    column = pa.array(given, plain)
    return (column.dictionary_encode() if isinstance(kind, pa.DictionaryType) else column).cast(kind)


def is_kept(kind: pa.DataType) -> bool:
    """Tell whether values of a type come back as they were."""
    import pyarrow as pa

    try:
        empty = pa.array([], kind.storage_type if isinstance(kind, pa.BaseExtensionType) else kind)
        return bool(column_of(values_of(empty), kind).type == kind)
    except (pa.ArrowException, TypeError, ValueError):
        return False


def plain_type(kind: pa.DataType, written: bool) -> pa.DataType:
    """Return the type whose values JSON knows, bytes and decimals apart, and to which `kind` can be cast and back.

    Parameters
    ----------
    kind : pyarrow.DataType
    written : bool
        Whether days and time stamps are written out.
    """
    import pyarrow as pa
    import pyarrow.types as of

    if written and (of.is_timestamp(kind) or of.is_date(kind)):
        return pa.string()
    if of.is_date32(kind) or of.is_time32(kind):
        return pa.int32()
    if of.is_temporal(kind):
        return pa.int64()
    if of.is_float16(kind):
        return pa.float32()
    if of.is_dictionary(kind):
        return plain_type(kind.value_type, False)
    if of.is_struct(kind):
        return pa.struct([field.with_type(plain_type(field.type, False)) for field in kind])
    if of.is_map(kind):
        return pa.map_(plain_type(kind.key_type, False), plain_type(kind.item_type, False))
    if of.is_fixed_size_list(kind):
        return pa.list_(kind.value_field.with_type(plain_type(kind.value_type, False)), kind.list_size)
    if of.is_large_list(kind):
        return pa.large_list(kind.value_field.with_type(plain_type(kind.value_type, False)))
    if of.is_list(kind):
        return pa.list_(kind.value_field.with_type(plain_type(kind.value_type, False)))
    return kind


def _in_range(column: pa.Array) -> bool:
    """Tell whether the days and time stamps of a column can be written out and read again."""
    import pyarrow as pa
    import pyarrow.types as of

    if not (of.is_timestamp(column.type) or of.is_date(column.type)):
        return False
    try:
        return bool(column.cast(pa.string()).cast(column.type).equals(column))
    except pa.ArrowException:
        return False


def _is_string(kind: pa.DataType) -> bool:
    import pyarrow.types as of

    return bool(of.is_string(kind) or of.is_large_string(kind) or of.is_string_view(kind))


def _holds_objects(kind: pa.DataType) -> bool:
    import pyarrow.types as of

    if of.is_binary(kind) or of.is_large_binary(kind) or of.is_fixed_size_binary(kind) or of.is_binary_view(kind):
        return True
    if of.is_decimal(kind):
        return True
    return any(_holds_objects(kind.field(at).type) for at in range(kind.num_fields))


def _decoded(data: bytes | None) -> str | Undecodable | None:
    try:
        return None if data is None else data.decode("utf-8")
    except UnicodeDecodeError:
        return Undecodable(data or b"")


def _encoded(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, decimal.Decimal):
        return str(value)
    if isinstance(value, dict):
        return {name: _encoded(inner) for name, inner in value.items()}
    return [_encoded(inner) for inner in value] if isinstance(value, list | tuple) else value


def _object_back(value: Any, kind: pa.DataType) -> Any:
    import pyarrow.types as of

    if value is None or not _holds_objects(kind):
        return value
    if of.is_struct(kind):
        return {field.name: _object_back(value.get(field.name), field.type) for field in kind}
    if of.is_map(kind):
        return [(_object_back(key, kind.key_type), _object_back(item, kind.item_type)) for key, item in value]
    if of.is_nested(kind):
        return [_object_back(inner, kind.value_type) for inner in value]
    return decimal.Decimal(value) if of.is_decimal(kind) else base64.b64decode(value)
