"""The invented story has what a comparison needs, is the same every time, and what is measured on it is told."""

import dedup
from benchmarks.accounts import scale
from benchmarks.accounts.invented import PARTIES, story, write_story
from benchmarks.accounts.scale import Sized, exponent, lines
from benchmarks.processes import Run
from dedup.diff import load_parties


def test_a_story_is_the_same_every_time_and_a_longer_one_begins_with_it():
    shorter = list(story(20))
    assert shorter == list(story(20)) == list(story(30))[:20]
    assert shorter != list(story(20, seed=2))


def test_articles_are_of_one_size_from_several_outlets_on_several_days():
    articles = list(story(200))
    assert all(3500 < len(article["text"]) < 5500 for article in articles)
    assert len({article["source"] for article in articles}) > 8
    assert len({article["date"] for article in articles}) > 10
    assert 0 < 200 - len({article["text"] for article in articles}) < 40


def test_both_sides_speak_and_differ_in_most_of_the_ways_there_are(tmp_path):
    write_story(tmp_path / "articles.jsonl", 12)
    table = load_parties(tmp_path / "parties.toml")
    comparison = dedup.diff_documents(dedup.read_documents(tmp_path / "articles.jsonl"), parties=table)
    counts = {party.id: sum(one.party == party.id for one in comparison.statements) for party in comparison.parties}
    assert set(comparison.between) == {"marland", "korvia"}
    assert min(counts["marland"], counts["korvia"]) > 50
    kinds = {one.type for one in comparison.relations if one.relation == "diverge" and one.between == "parties"}
    assert len(kinds) >= 6
    assert PARTIES.count("[[party]]") == 2


def sized(articles, statements, *cpu, failed=""):
    return Sized(articles, articles * 4000, statements, 7, tuple(Run(one, one, 100.0, failed) for one in cpu))


def test_the_power_of_growth_is_that_of_the_medians():
    assert exponent(sized(10, 100, 1.0, 2.0, 9.0), sized(40, 400, 8.0)) == 1.0
    assert exponent(sized(10, 100, 1.0), sized(20, 200, 4.0)) == 2.0


def test_a_run_that_failed_is_told_and_not_counted():
    told = list(lines([sized(10, 100, 1.0), sized(40, 400, 8.0, failed="exit 2: why"), sized(90, 900, 9.0)]))
    assert told[2] == "| 10 | 0.0 | 100 | 7 | 1.0 | 1.0 | 100 | 10.00 |"
    assert "exit 2: why" in told[3]
    assert told[-1].endswith("10 to 90 1.00.")


def test_sizes_are_measured_as_whole_processes_and_printed(capsys):
    assert scale.main(["1", "2"]) == 0
    rows = [line for line in capsys.readouterr().out.splitlines() if line.startswith(("| 1 |", "| 2 |"))]
    assert [row.split("|")[3].strip().isdigit() for row in rows] == [True, True]
