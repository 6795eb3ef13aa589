"""Who speaks, as a table of parties to edit: the TOML that ``dedup diff --parties`` reads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final

from dedup.diff.parties.rollcall import RollCall
from dedup.diff.parties.voices import SpeakerGroup, Voice
from dedup.report.safe import plain

_EXAMPLES: Final = 3
_LONGEST: Final = 70
_UNNAMED: Final = 12


def render(roll: RollCall, documents: int) -> str:
    """Return the table.

    Parties of the table and the two groups a comparison would choose stand ready; other groups stand as comments, to be
    taken in or moved together by hand.

    Parameters
    ----------
    roll : RollCall
    documents : int
        How many were read.

    Returns
    -------
    str
        TOML with comments, ready to be read again; it ends with a line end.
    """
    lines = [
        f"# Who speaks in {documents:,} {'document' if documents == 1 else 'documents'}, most statements first.",
        "# Speakers of one party answer for one another: move their lines together, then: dedup diff --parties FILE",
    ]
    if roll.between:
        lines.append(f"# Heard most at odds: --between {' '.join(roll.between)}")
    ready = [group for group in roll.groups if group.known or group.id in roll.between]
    rest = [group for group in roll.groups if group not in ready]
    for group in ready:
        lines += ["", *_party(group)]
    if rest:
        lines += ["", "# Not in the table: take the # away from those that are a side of the story."]
    for group in rest:
        lines += ["", *(f"# {line}" for line in _party(group))]
    if roll.unnamed:
        named = [f"{plain(name)} ({count})" for name, count in roll.unnamed[:_UNNAMED]]
        more = len(roll.unnamed) - len(named)
        lines += [
            "",
            "# Without a name of their own, party `other`:",
            f"# {', '.join(named)}{f' and {more:,} more' if more else ''}",
        ]
    return "\n".join(lines) + "\n"


def _party(group: SpeakerGroup) -> Iterator[str]:
    yield f"[[party]]  # {group.statements:,} {'statement' if group.statements == 1 else 'statements'}"
    yield f"id = {_quoted(group.id)}"
    yield f"name = {_quoted(group.name)}"
    for key, names in (("places", group.places), ("demonyms", group.demonyms)):
        if names:
            yield f"{key} = {_listed(names)}"
    entered = {speaker["name"] for speaker in group.entry.get("speakers", ())}
    if entered:
        yield "speakers = ["
        for voice in group.voices:
            if voice.name in entered:
                yield f"  {_speaker(voice)}  # {_heard(voice)}"
        yield "]"
    for voice in group.voices:
        if voice.name not in entered:
            yield f"# by its office: {plain(voice.name)}: {_heard(voice)}"


def _speaker(voice: Voice) -> str:
    aliases = f", aliases = {_listed(voice.aliases)}" if voice.aliases else ""
    return f"{{ name = {_quoted(voice.name)}{aliases} }},"


def _heard(voice: Voice) -> str:
    """Return how often a speaker is heard, and how it was written."""
    forms = [plain(form) for form, _ in voice.written if form != voice.name][:_EXAMPLES]
    short = [form if len(form) <= _LONGEST else f"{form[: _LONGEST - 1]}…" for form in forms]
    return f"{voice.statements:,}" + (f", as {', '.join(f'“{form}”' for form in short)}" if short else "")


def _listed(names: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, names))}]"


def _quoted(text: str) -> str:
    """Return a text as a TOML string: what JSON escapes, TOML reads alike."""
    return json.dumps(plain(text), ensure_ascii=False).replace("\x7f", "\\u007f")
