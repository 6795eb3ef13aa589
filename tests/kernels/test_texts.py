"""Arrow's strings are taken as they lie in memory, whatever they were cut from."""

import numpy as np
import pyarrow as pa
import pytest

from dedup.kernels.texts import Texts

STRINGS = ["Rates rise", "", None, "利率上升", "é"]
CUT = pa.array(["before", *STRINGS, "behind"]).slice(1, len(STRINGS))
ARRAYS = {
    "string": pa.array(STRINGS, pa.string()),
    "large_string": pa.array(STRINGS, pa.large_string()),
    "string_view": pa.array(STRINGS, pa.string_view()),
    "a slice": CUT,
    "a large slice": CUT.cast(pa.large_string()),
    "one chunk": pa.chunked_array([CUT]),
    "chunks": pa.chunked_array([pa.array(STRINGS[:2]), CUT.slice(2)]),
}


def strings_of(texts):
    return [
        bytes(texts.data[begin:end]).decode()
        for begin, end in zip(texts.begins.tolist(), texts.ends.tolist(), strict=True)
    ]


@pytest.mark.parametrize("name", ARRAYS)
def test_documents_are_the_strings_and_nulls_are_empty(name):
    texts = Texts.from_arrow(ARRAYS[name])
    assert strings_of(texts) == ["Rates rise", "", "", "利率上升", "é"]
    assert texts.size == 24
    assert len(texts) == 5


@pytest.mark.parametrize(
    "empty",
    [pa.array([], pa.string()), pa.chunked_array([], pa.string()), pa.array([None, ""], pa.string()).slice(2)],
    ids=["array", "chunks", "slice"],
)
def test_there_may_be_no_strings(empty):
    assert len(Texts.from_arrow(empty)) == 0


def test_nothing_is_copied_where_arrow_has_one_piece():
    array = pa.array(["a" * 1000], pa.large_string())
    assert Texts.from_arrow(array).data.ctypes.data == array.buffers()[2].address


def test_python_strings_are_the_same_documents():
    assert strings_of(Texts.from_strings(["利率", "", "x"])) == ["利率", "", "x"]


@pytest.mark.parametrize("other", [pa.array([1, 2]), pa.chunked_array([pa.array([1]), pa.array([2])])])
def test_what_holds_no_strings_is_refused(other):
    with pytest.raises(TypeError, match="documents are strings, not int64"):
        Texts.from_arrow(other)


@pytest.mark.parametrize(
    ("begins", "ends"),
    [([0], [4]), ([-1], [2]), ([2], [1]), ([0, 1], [2])],
    ids=["beyond", "before", "turned", "one less"],
)
def test_documents_outside_the_data_are_refused(begins, ends):
    with pytest.raises(ValueError, match=r"outside|an end for each begin"):
        Texts(np.zeros(3, np.uint8), np.array(begins), np.array(ends))
