"""Hold `dedup diff` against stories read by hand, and say why it misses what it misses.

    python -m benchmarks.accounts                                   # the stories in fixtures/: make bench-accounts
    python -m benchmarks.accounts GOLD.json ARTICLES PARTIES.toml GOLD.json …
    python -m benchmarks.accounts --ablate GOLD.json …              # what each part of the pipeline is worth

Of each story: the figures, who is taken for whom, and every miss and false alarm with the step that decided it. At the
end the figures of all together, and how often a divergence told with some confidence is right.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from benchmarks.accounts.ablation import ablate
from benchmarks.accounts.figures import Measure
from benchmarks.accounts.page import ablation_lines, calibration_lines, figures_lines, story_lines
from benchmarks.accounts.stories import compare_story, find_stories
from benchmarks.pipes import run_piped
from dedup.errors import DedupError


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what is asked for; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accounts", description="Measure dedup diff.")
    parser.add_argument("story", nargs="*", metavar="GOLD.json [ARTICLES] [PARTIES.toml]", help="default: fixtures/")
    parser.add_argument("--ablate", action="store_true", help="leave out each part in turn")
    parser.add_argument("--short", action="store_true", help="figures only, without confusions and reasons")
    chosen = parser.parse_args(arguments)
    try:
        stories = find_stories(chosen.story)
    except (DedupError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    names = [story.gold.name for story in stories]
    if chosen.ablate:
        print("\n".join(ablation_lines(names, list(ablate(stories)))))
        return 0
    measures = [Measure(story.gold, compare_story(story)) for story in stories]
    if not chosen.short:
        for story, measure in zip(stories, measures, strict=True):
            print("\n".join(story_lines(story, measure)), end="\n\n")
    print("\n".join(figures_lines(names, [measure.figures() for measure in measures])))
    print("\n".join(calibration_lines(measures)))
    return 0


if __name__ == "__main__":
    sys.exit(run_piped(main))
