"""The forms in which duplicate groups can be had."""

from __future__ import annotations

from enum import StrEnum
from typing import assert_never

from dedup.clean.groups import DuplicateGroups


class GroupsFormat(StrEnum):
    """The values of ``dedup groups --output-format``."""

    FULL = "full"
    JSON = "json"
    JSONL = "jsonl"


def render_groups(
    groups: DuplicateGroups,
    output_format: GroupsFormat = GroupsFormat.FULL,
    *,
    width: int = 80,
    colour: bool = False,
    ascii_only: bool = False,
) -> str:
    """Return duplicate groups in the form asked for.

    Parameters
    ----------
    groups : DuplicateGroups
    output_format : GroupsFormat, default GroupsFormat.FULL
    width : int, default 80
        In terminal cells; for the full format only.
    colour, ascii_only : bool, default False
        For the full format only.

    Returns
    -------
    str
        Ended by a newline, unless it is empty: JSON lines are, where there are no duplicates.
    """
    match output_format:
        case GroupsFormat.FULL:
            from dedup.report import groups_full

            return groups_full.render(groups, width=width, colour=colour, ascii_only=ascii_only)
        case GroupsFormat.JSON:
            from dedup.report import groups_json

            return groups_json.render(groups)
        case GroupsFormat.JSONL:
            from dedup.report import groups_json

            return groups_json.render_lines(groups)
        case _:
            assert_never(output_format)
