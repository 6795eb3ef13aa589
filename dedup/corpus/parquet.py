"""Parquet: one record a row; schema, types, nulls and metadata are kept."""

from __future__ import annotations

import base64
import io
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar, Final

from dedup.corpus.arrow_values import Undecodable, column_of, is_kept, values_of
from dedup.corpus.dialects import MOST_COLUMNS
from dedup.corpus.interface import Format, InputFile
from dedup.corpus.options import ReadOptions
from dedup.corpus.records import RecordError, document_of, record_of, text_field_of
from dedup.corpus.streams import InflationError, PackingError
from dedup.errors import OutputError
from dedup.model import Document, Origin, Reject

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

# One value may stand in every row of a batch and in the file once: few rows make little of it.
_BATCH: Final = 128
_GROUP: Final = 20_000
# Characters of a row group: as records, columns and packed bytes it is in memory several times over.
_GROUP_SIZE: Final = 2**24
# As for packed files; a row takes at least this much memory, and a million equal ones hardly any room in a file.
_RATIO: Final = 100
_ROW: Final = 64
_TOO_MUCH: Final = "unpacks to more than {:,} bytes: unpack it by hand and split it"


class Parquet(Format):
    """A record is a row; its fields are as :mod:`dedup.corpus.arrow_values` tells them."""

    name: ClassVar[str] = "parquet"
    suffixes: ClassVar[tuple[str, ...]] = (".parquet", ".pq")

    def read(self, file: InputFile, options: ReadOptions) -> Iterator[Document | Reject]:
        """Yield a document or a reject for every row; the number of the row stands for its line."""
        import pyarrow as pa

        with file.open(options) as stream:
            number = 0
            try:
                source = stream if stream.seekable() else io.BytesIO(stream.read())
                table, schema, limit = _opened(source, options)
                if not table.metadata.num_rows and not options.allow_blank:
                    yield Reject(file.path, None, "SRC303", "the file holds no row: leave it out, or fetch it again")
                text_field_of(dict.fromkeys(schema.names, ""), options)
                style = _style(schema, _codec(table))
                place = Origin(file.path, file.relative, self.name, style=style)
                index = 0
                for number, record in _records(table, schema, limit):
                    try:
                        yield _document(record, options, place, index, number)
                    except RecordError as error:
                        yield Reject(file.path, number, error.code, error.reason, raw=_raw(record))
                    else:
                        index += 1
            except RecordError as error:
                yield Reject(file.path, 1, error.code, error.reason)
            except (InflationError, PackingError):
                raise
            except (pa.ArrowException, OSError, UnicodeDecodeError, MemoryError) as error:
                if isinstance(error, OSError) and error.errno is not None:
                    raise
                where = f" behind row {number:,}" if number else ""
                what = " ".join(str(error).split())[:200]
                reason = f"is no parquet file that can be read{where} ({what}): fetch it again"
                yield Reject(file.path, None, "SRC301", reason)

    def write(self, documents: Iterable[Document], count: int, places: Sequence[Origin | None]) -> Iterator[bytes]:
        """Yield a file with one row a document, in the schema of the file they came from."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        schema, compression = self._form(documents, places)
        sink = Sink()
        with pq.ParquetWriter(sink, schema, compression=compression) as writer:
            for group in _groups(documents):
                records = [record_of(document) for document in group]
                try:
                    columns = [
                        column_of([record.get(name) for record in records], schema.field(name).type)
                        for name in schema.names
                    ]
                except (pa.ArrowException, ValueError, TypeError, ArithmeticError) as error:
                    what = " ".join(str(error).split())
                    raise OutputError(
                        f"document {group[0].id!r} or one behind it does not fit the columns of {self.name} ({what}): "
                        "write to a .jsonl file instead"
                    ) from None
                writer.write_table(pa.Table.from_arrays(columns, schema=schema))
                yield sink.taken()
        yield sink.taken()

    def _form(self, documents: Iterable[Document], places: Sequence[Origin | None]) -> tuple[pa.Schema, str]:
        """Return schema and codec of the file that `documents` came from, or such as hold them all."""
        styles = {place.style if place and place.format == self.name else "" for place in places}
        if len({style.partition(" ")[2] for style in styles}) == 1 and (style := min(styles)):
            return _of_style(style)
        return _schema_of(documents), "zstd"


class Sink(io.RawIOBase):
    """Where Arrow writes to, so that what it wrote can be handed on."""

    def __init__(self) -> None:
        self._chunks: list[bytes] = []
        self._size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._chunks.append(bytes(data))
        self._size += len(self._chunks[-1])
        return len(self._chunks[-1])

    def tell(self) -> int:
        return self._size

    def taken(self) -> bytes:
        """Return what was written since it was last asked for."""
        data = b"".join(self._chunks)
        self._chunks.clear()
        return data


def _opened(source: BinaryIO, options: ReadOptions) -> tuple[pq.ParquetFile, pa.Schema, int]:
    import pyarrow.parquet as pq

    size = source.seek(0, io.SEEK_END)
    source.seek(0)
    if not size:
        raise RecordError("SRC303", "the file is empty: leave it out, or fetch it again")
    metadata = pq.read_metadata(source)
    declared = sum(metadata.row_group(at).total_byte_size for at in range(metadata.num_row_groups))
    limit = max(options.unpacked_limit, _RATIO * size)
    if max(declared, _ROW * metadata.num_rows) > limit:
        raise InflationError(_TOO_MUCH.format(limit))
    schema = metadata.schema.to_arrow_schema()
    if metadata.num_columns > MOST_COLUMNS:
        raise RecordError("SRC301", f"has more than {MOST_COLUMNS:,} columns: keep those that matter")
    if twice := [name for name, times in Counter(schema.names).items() if times > 1]:
        raise RecordError("SRC301", f"names column {twice[0]!r} twice: rename one")
    for column in schema:
        if not is_kept(column.type):
            raise RecordError(
                "SRC301", f"column {column.name!r} is of type {column.type}, which cannot be kept: cast it"
            )
    source.seek(0)
    return pq.ParquetFile(source, metadata=metadata, pre_buffer=False), schema, limit


def _records(table: pq.ParquetFile, schema: pa.Schema, limit: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the rows with their numbers, from 1."""
    number = told = 0
    for batch in table.iter_batches(_BATCH, use_threads=False):
        told += batch.nbytes
        if told > limit:
            raise InflationError(_TOO_MUCH.format(limit))
        columns = [values_of(column) for column in batch.columns]
        for values in zip(*columns, strict=True):
            number += 1
            yield number, dict(zip(schema.names, values, strict=True))


def _document(record: Mapping[str, Any], options: ReadOptions, place: Origin, index: int, line: int) -> Document:
    if bad := next((name for name, value in record.items() if isinstance(value, Undecodable)), None):
        raise RecordError("SRC302", f"field {bad!r} is not UTF-8: mend it")
    document = document_of(record, options, place, index=index, line=line)
    if len(document.text) > options.document_limit:
        raise RecordError("SRC301", f"is longer than {options.document_limit:,} bytes: split the record")
    return document


def _raw(record: Mapping[str, Any]) -> str:
    shown = {name: value.shown if isinstance(value, Undecodable) else value for name, value in record.items()}
    return json.dumps(shown, ensure_ascii=False)


def _codec(table: pq.ParquetFile) -> str:
    metadata = table.metadata
    if not metadata.num_row_groups or not metadata.num_columns:
        return "zstd"
    found = metadata.row_group(0).column(0).compression.lower()
    return found if found in ("snappy", "gzip", "brotli", "zstd") else "none"


def _style(schema: pa.Schema, compression: str) -> str:
    packed = zlib.compress(schema.serialize().to_pybytes(), 9)
    return f"{compression} {base64.b85encode(packed).decode('ascii')}"


def _of_style(style: str) -> tuple[pa.Schema, str]:
    import pyarrow as pa

    compression, packed = style.split(" ", 1)
    return pa.ipc.read_schema(pa.py_buffer(zlib.decompress(base64.b85decode(packed)))), compression


def _schema_of(documents: Iterable[Document]) -> pa.Schema:
    """Return a schema that holds the records of all documents."""
    import pyarrow as pa

    kinds: dict[str, pa.DataType] = {}
    for group in _groups(documents):
        records = [record_of(document) for document in group]
        for name in dict.fromkeys(name for record in records for name in record):
            try:
                kind = pa.array([record.get(name) for record in records]).type
                kinds[name] = _common(kinds[name], kind) if name in kinds else kind
            except (pa.ArrowException, ValueError, TypeError) as error:
                raise OutputError(
                    f"field {name!r} holds values of several kinds, which no column does: write to a .jsonl file "
                    "instead"
                ) from error
    return pa.schema([pa.field(name, kind) for name, kind in kinds.items()])


def _common(one: pa.DataType, other: pa.DataType) -> pa.DataType:
    """Return the type of a column whose values are of either type.

    Raises
    ------
    pyarrow.ArrowException
        If there is none.
    """
    import pyarrow as pa

    if one == other:
        return one
    schemas = [pa.schema([pa.field("value", kind)]) for kind in (one, other)]
    return pa.unify_schemas(schemas, promote_options="permissive").field(0).type


def _groups(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Yield documents by as many as are written at once."""
    group: list[Document] = []
    size = 0
    for document in documents:
        group.append(document)
        size += len(document.text)
        if len(group) == _GROUP or size >= _GROUP_SIZE:
            yield group
            group, size = [], 0
    if group:
        yield group
