"""Time whole runs of the command line on generated articles.

What is timed is what a user waits for: a fresh process, reading, the work, writing. The articles are made from a fixed
seed, so that two runs on one machine can be compared; they are no corpus of news, and say nothing about quality.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SUBJECTS = ["the pier", "the ferry fares", "the dredging", "the night crossing", "the pilots' rota", "the fuel levy"]
ACTIONS = ["will be settled", "was postponed", "depends on the crews", "costs {n} million", "begins in {month}"]
MONTHS = ["March", "April", "May", "June", "September"]
SPEAKERS = ["Ada Brandt", "the harbour board", "Tomas Oyelaran", "the dockers' union", "a spokeswoman for the board"]
FRAMES = ["{s} {a}, {who} said.", "{who} said that {s} {a}.", "“{s} {a},” said {who}.", "{s} {a}."]
FURNITURE = ["Follow us on the tide tables", "Share this article", "Scroll to top"]
PARTIES = """
[[party]]
id = "board"
name = "Harbour board"
speakers = ["Ada Brandt", "the harbour board", "a spokeswoman for the board"]

[[party]]
id = "union"
name = "Dockers' union"
speakers = ["Tomas Oyelaran", "the dockers' union"]
"""


def invented_words(count: int) -> list[str]:
    chance = random.Random(1)
    return ["".join(chance.choice("bdfglmnprst") + chance.choice("aeiou") for _ in range(4)) for _ in range(count)]


WORDS = invented_words(4000)


def article(chance: random.Random, paragraphs: int) -> str:
    sentences = []
    for _ in range(paragraphs):
        action = chance.choice(ACTIONS).format(n=chance.randint(2, 90), month=chance.choice(MONTHS))
        filling = " ".join(chance.choices(WORDS, k=chance.randint(12, 30)))
        frame = chance.choice(FRAMES).format(s=chance.choice(SUBJECTS), a=action, who=chance.choice(SPEAKERS))
        sentences.append(f"{frame[0].upper()}{frame[1:]} {filling.capitalize()}.")
    return "\n\n".join(sentences)


def corpus(documents: int, seed: int) -> list[dict[str, str]]:
    """Three in ten articles are a copy of another, edited or not; one in ten has its body twice; all have furniture."""
    chance = random.Random(seed)
    rows: list[dict[str, str]] = []
    for number in range(documents):
        if rows and chance.random() < 0.3:
            text = chance.choice(rows)["text"]
            if chance.random() < 0.5:
                words = text.split(" ")
                words[chance.randrange(len(words))] = "reportedly"
                text = " ".join(words)
        else:
            text = article(chance, chance.randint(6, 14))
            text = f"{text}\n\n{text}" if chance.random() < 0.1 else text
            text += "\n\n" + chance.choice(FURNITURE)
        day = f"2026-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        rows.append({"id": f"a{number}", "source": f"outlet{number % 9}", "date": day, "text": text})
    return rows


def measure(name: str, *arguments: str) -> None:
    command = [str(Path(sys.executable).with_name("dedup")), *arguments]
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    said = process.stderr.read() if process.stderr else ""
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)}: exit {process.returncode}\n{said}")
    # Linux counts in KiB, macOS in bytes
    peak = usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    print(f"{name:<34}{seconds:>9.2f} s{peak:>9.0f} MiB")


def main() -> None:
    print(f"{'whole process, cold':<34}{'wall':>11}{'peak':>13}")
    measure("dedup --help", "--help")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "parties.toml").write_text(PARTIES, encoding="utf-8")
        for documents in (5, 100, 1000):
            file = folder / f"articles-{documents}.jsonl"
            lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in corpus(documents, seed=documents))
            file.write_text("".join(lines), encoding="utf-8")
            size = file.stat().st_size / 1e6
            label = f"{documents:,} articles, {size:.1f} MB"
            measure(f"clean {label}", "clean", str(file), "-o", str(folder / f"out-{documents}"))
            if documents <= 100:
                parties = ("--parties", str(folder / "parties.toml"))
                measure(f"diff  {label}", "diff", str(file), *parties, "--output-format", "json")


if __name__ == "__main__":
    main()
