"""``dedup parties`` prints a table that ``dedup diff`` takes."""

import pytest
from click.testing import CliRunner

from dedup.cli.entry import program

TEXT = (
    "Halden Motors said the pier was sound. The United Dockers said Halden Motors had never looked at the pier. "
    "Halden Motors said the United Dockers were wrong. Rosa Delgado, president of the United Dockers, said no."
)


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "pier.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*arguments):
    return CliRunner().invoke(program, [str(argument) for argument in arguments])


def test_the_table_goes_to_a_file_and_back_into_a_comparison(article, tmp_path):
    table = tmp_path / "parties.toml"
    done = run("parties", article, "-o", table)
    assert (done.exit_code, done.stdout) == (0, "")
    compared = run("diff", article, "--parties", table)
    assert compared.exit_code == 0
    assert "Halden Motors and United Dockers" in compared.stdout


def test_the_groups_it_names_can_be_compared_without_a_file(article):
    assert "--between halden_motors united_dockers" in run("parties", article).stdout
    done = run("diff", article, "--between", "united_dockers", "halden_motors")
    assert done.exit_code == 0
    assert "United Dockers and Halden Motors" in done.stdout


def test_a_group_that_nobody_heard_is_one_line(article):
    done = run("diff", article, "--between", "united_dockers", "ferry")
    assert done.exit_code == 2
    assert "no party 'ferry' in the table, and none heard" in done.stderr


def test_a_table_that_cannot_be_read_is_told_before_the_articles_are(article, tmp_path):
    done = run("parties", article, "--parties", tmp_path / "nowhere.toml")
    assert done.exit_code == 2
    assert "nowhere.toml" in done.stderr
