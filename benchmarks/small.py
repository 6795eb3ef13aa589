"""Small inputs, where starting takes longer than the work: articles with speakers, for `clean` and for `diff`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from benchmarks.chance import bits, stream
from benchmarks.language import english_like

_SUBJECTS: Final = ("the pier", "the ferry fares", "the dredging", "the night crossing", "the pilots' rota")
_ACTIONS: Final = ("will be settled", "was postponed", "depends on the crews", "costs {n} million", "begins in May")
_SPEAKERS: Final = ("Ada Brandt", "the harbour board", "Tomas Oyelaran", "the dockers' union", "a board spokeswoman")
_FRAMES: Final = ("{s} {a}, {who} said.", "{who} said that {s} {a}.", "“{s} {a},” said {who}.", "{s} {a}.")
_PARTIES: Final = """
[[party]]
id = "board"
name = "Harbour board"
speakers = ["Ada Brandt", "the harbour board", "a board spokeswoman"]

[[party]]
id = "union"
name = "Dockers' union"
speakers = ["Tomas Oyelaran", "the dockers' union"]
"""


def small_runs(folder: Path) -> list[tuple[str, list[str]]]:
    """Write the inputs into `folder`; return what each run is, and the arguments of `dedup` that do it."""
    texts = [str(record["text"]) for record in _articles(100)]
    ten = folder / "ten"
    ten.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts[:10]):
        (ten / f"article-{number}.txt").write_text(text, encoding="utf-8")
    file = folder / "hundred.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in _articles(100)), encoding="utf-8")
    parties = folder / "parties.toml"
    parties.write_text(_PARTIES, encoding="utf-8")
    diff = ["diff", str(file), "--parties", str(parties), "--output-format", "json", "-o", str(folder / "diff.json")]
    return [
        ("`dedup --help`", ["--help"]),
        ("`dedup clean`, ten files", ["clean", str(ten), "-o", str(folder / "ten-clean")]),
        ("`dedup diff`, 100 articles", diff),
    ]


def _articles(count: int) -> Iterator[dict[str, str]]:
    """Write articles in which named people speak; every fifth repeats the one before."""
    words = english_like(1)
    text = ""
    for number in range(count):
        if number % 5 < 4:
            chance = bits(stream(number, "small"), range(10)).tolist()
            text = "\n\n".join(_paragraph(value, words.forms[words.names.stop : words.size]) for value in chance)
        day = f"2026-{1 + number % 12:02}-{1 + number % 28:02}"
        yield {"id": f"a{number}", "source": f"outlet {number % 9}", "date": day, "text": text}


def _paragraph(chance: int, words: Sequence[str]) -> str:
    """Return a statement, and a sentence that says nothing."""
    chosen = []
    for choices in (_FRAMES, _SUBJECTS, _ACTIONS, _SPEAKERS):
        chance, at = divmod(chance, len(choices))
        chosen.append(choices[at])
    frame, subject, action, speaker = chosen
    sentence = frame.format(s=subject, a=action.format(n=chance % 90), who=speaker)
    filling = " ".join(words[chance * step % len(words)] for step in range(1, 20))
    return f"{sentence[0].upper()}{sentence[1:]} {filling.capitalize()}."
