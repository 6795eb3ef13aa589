"""While accounts are compared circles are looked for seldom; afterwards as before, whatever happens."""

import gc

import pytest

from dedup.cli.collecting import seldom_collected


def test_circles_are_looked_for_seldom_inside_and_as_before_outside():
    usual = gc.get_threshold()
    with seldom_collected():
        assert gc.get_threshold()[0] > usual[0]
    assert gc.get_threshold() == usual


def test_what_fails_inside_leaves_nothing_changed():
    usual = gc.get_threshold()
    with pytest.raises(ZeroDivisionError), seldom_collected():
        gc.get_threshold()[0] / 0
    assert gc.get_threshold() == usual
