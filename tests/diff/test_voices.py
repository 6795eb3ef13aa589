"""Which speakers have a name that can stand in a table of parties."""

import pytest

from dedup.diff.parties.voices import is_name


@pytest.mark.parametrize(
    ("speaker", "named"),
    [
        ("Ann Lee", True),
        ("Halden", True),
        ("Carters' Union", True),
        ("Carters' Union Treasurer", False),
        ("Halden's Engineer", False),
        ("Prime Minister", False),
        ("several analysts", False),
        ("Halden spokesman", False),
        ("", False),
    ],
)
def test_a_name_is_printed_as_one_and_belongs_to_nobody_else(speaker, named):
    assert is_name(speaker) == named
