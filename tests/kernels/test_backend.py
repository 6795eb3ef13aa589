"""Which kernels work is chosen when they are asked for, and nothing heavy is loaded before."""

import subprocess
import sys

import pytest

from dedup.kernels import backend


def test_the_environment_names_the_kernels(kernels):
    assert backend.kernels(1 << 30) is backend.load(kernels)


def test_compiled_kernels_are_the_first_choice(monkeypatch):
    monkeypatch.delenv(backend.VARIABLE, raising=False)
    assert backend.kernels(1 << 30) is backend.load("numba")


def test_an_unknown_name_is_refused(monkeypatch):
    monkeypatch.setenv(backend.VARIABLE, "fortran")
    with pytest.raises(ValueError, match="DEDUP_KERNELS=fortran: no such kernels; use numba or numpy, or unset it"):
        backend.kernels(1 << 30)


def output_of(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_importing_dedup_loads_neither_numba_nor_arrow():
    code = "import sys, dedup, dedup.cli; print(sorted({'numba', 'pyarrow'} & set(sys.modules)))"
    assert output_of(code) == "[]"


def test_without_numba_numpy_does_the_work():
    code = (
        "import sys; sys.modules['numba'] = None\n"
        "from dedup.kernels.scan import scan_texts; from dedup.kernels.texts import Texts\n"
        "from dedup.kernels import backend\n"
        "print(scan_texts(Texts.from_strings(['Rates rise'])).word_counts.tolist(), backend.kernels(1 << 30).__name__)"
    )
    assert output_of(code) == "[2] dedup.kernels.vector"


def test_each_kernel_is_compiled_for_one_type_of_arrays():
    import numpy as np

    from dedup.kernels.compiled.scan import scan
    from dedup.kernels.scan import scan_texts
    from dedup.kernels.texts import Texts

    texts = Texts.from_strings(["a b", "c"])
    scan_texts(texts)
    scan_texts(Texts(texts.data[1:].copy(), texts.begins.astype(np.int32), texts.ends - 1), keep_words=False)
    assert len(scan.signatures) == 1


@pytest.mark.parametrize(("repeats", "loaded"), [(1, "False"), (200_000, "True")])
def test_numba_is_loaded_where_there_is_much_to_compare(repeats, loaded, monkeypatch):
    monkeypatch.delenv(backend.VARIABLE, raising=False)
    code = (
        "import sys, numpy as np; from dedup.kernels.pairs import share_words\n"
        f"pairs = np.zeros(({repeats}, 2), np.int64)\n"
        "share_words(np.zeros(1, np.uint64), np.array([0, 1]), pairs); print('numba' in sys.modules)"
    )
    assert output_of(code) == loaded


def test_a_little_text_does_not_load_numba(monkeypatch):
    monkeypatch.delenv(backend.VARIABLE, raising=False)
    code = (
        "import sys; from dedup.kernels.scan import scan_texts; from dedup.kernels.texts import Texts\n"
        "scan_texts(Texts.from_strings(['Rates rise'])); print('numba' in sys.modules)"
    )
    assert output_of(code) == "False"
