"""What `import dedup` offers, and what it costs."""

import subprocess
import sys

import pytest

import dedup

NAMES = set(
    """
    CheckResult CleanResult Cleaned Comparison Corpus DedupError Document Event Evidence Finding InferredDate InputError
    Issue Kept LedgerError LossError MissingInputError Omission Origin OutputError Party Recall Reject Relation Removal
    Series SettingsError Span Speaker Statement Warned __version__ check_documents clean_documents diff_documents
    group_documents read_documents restore_documents
""".split()  # noqa: SIM905
)


def test_the_exported_names_are_these():
    assert sorted(dedup.__all__) == sorted(NAMES)


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_exported_name_can_be_had(name):
    assert getattr(dedup, name) is not None


def test_a_name_that_is_not_exported_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'deduplicate'"):
        dedup.deduplicate  # noqa: B018


def test_importing_the_package_loads_nothing_of_it():
    code = "import sys, dedup; print(*sorted(name for name in sys.modules if name.startswith('dedup.')))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert loaded == ["dedup.version"]
