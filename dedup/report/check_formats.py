"""The forms in which the result of a check can be had."""

from __future__ import annotations

from enum import StrEnum
from typing import assert_never

from dedup.model import CheckResult


class CheckFormat(StrEnum):
    """The values of ``dedup check --output-format``."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    JSONL = "jsonl"
    SARIF = "sarif"


def render_check(
    result: CheckResult,
    output_format: CheckFormat = CheckFormat.FULL,
    *,
    width: int = 80,
    colour: bool = False,
    root: str | None = None,
) -> str:
    """Return the result of a check in the form asked for.

    Parameters
    ----------
    result : CheckResult
    output_format : CheckFormat, default CheckFormat.FULL
    width : int, default 80
        In terminal cells; for the full format only.
    colour : bool, default False
        For the full format only.
    root : str, optional
        Folder to which absolute paths below it are made relative; for SARIF only.

    Returns
    -------
    str
        Ended by a newline, unless it is empty: the formats of one line a finding are empty where nothing was found.
    """
    # a format is loaded when it is asked for: rich costs more than the others together
    match output_format:
        case CheckFormat.FULL:
            from dedup.report import check_full

            return check_full.render(result, width=width, colour=colour)
        case CheckFormat.CONCISE:
            from dedup.report import check_concise

            return check_concise.render(result)
        case CheckFormat.JSON:
            from dedup.report import check_json

            return check_json.render(result)
        case CheckFormat.JSONL:
            from dedup.report import check_jsonl

            return check_jsonl.render(result)
        case CheckFormat.SARIF:
            from dedup.report import check_sarif

            return check_sarif.render(result, root=root)
        case _:
            assert_never(output_format)
