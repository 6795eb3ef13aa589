"""Which rules there are, and which a user asked for."""

from __future__ import annotations

import pytest
import regex

from dedup.check import RULES, CheckOptions, find_rule
from dedup.check.registry import select_rules
from dedup.errors import SettingsError


def selected(*, select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> list[str]:
    return [rule.code for rule in select_rules(CheckOptions(select=select, ignore=ignore))]


ALL = [rule.code for rule in RULES]


def test_codes_and_names_are_unique_and_well_formed() -> None:
    assert len(set(ALL)) == len({rule.name for rule in RULES}) == len(RULES)
    assert all(regex.fullmatch(r"(DUP1|SRC3|RATE4)\d\d", code) for code in ALL)
    assert all(regex.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name) for rule in RULES)


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        ((), (), ALL),
        (("DUP12",), (), ["DUP121", "DUP122", "DUP123"]),
        (("dup101", "Src303"), (), ["DUP101", "SRC303"]),
        (("DUP101,DUP103 SRC303",), (), ["DUP101", "DUP103", "SRC303"]),
        ((), ("DUP", "RATE"), ["SRC301", "SRC302", "SRC303"]),
        (("DUP10",), ("DUP102",), ["DUP101", "DUP103"]),
        (("DUP121", "SRC"), ("DUP",), ["DUP121", "SRC301", "SRC302", "SRC303"]),  # the longer word decides
        (("DUP12", "SRC303"), ("DUP12",), ["SRC303"]),  # equally long: ignored
    ],
)
def test_rules_are_chosen_by_code_or_by_its_beginning(
    select: tuple[str, ...], ignore: tuple[str, ...], codes: list[str]
) -> None:
    assert selected(select=select, ignore=ignore) == codes


@pytest.mark.parametrize(
    ("code", "suggestion"), [("DUP104", "DUP10"), ("DPU121", "DUP121"), ("RATE400", "RATE401"), ("SRC9", "SRC30")]
)
def test_an_unknown_code_is_refused_with_the_nearest_one(code: str, suggestion: str) -> None:
    for options in (CheckOptions(select=(code,)), CheckOptions(ignore=(code,))):
        with pytest.raises(SettingsError, match=f"{code}.*did you mean {suggestion}"):
            select_rules(options)


def test_ignoring_every_rule_is_refused() -> None:
    with pytest.raises(SettingsError, match="no rule"):
        selected(ignore=("DUP", "SRC", "RATE"))


@pytest.mark.parametrize("code", ["DUP", "", "DUP1011"])
def test_a_single_rule_is_found_by_its_whole_code_only(code: str) -> None:
    with pytest.raises(SettingsError, match="no rule has the code"):
        find_rule(code)
