"""Settings from files and the environment, and what is refused in them."""

import click
import pytest
from click.testing import CliRunner

from dedup.cli.entry import program
from dedup.cli.exits import KERNELS
from dedup.cli.settings import Settings, check_environment, default_map, find_settings, name_variables
from dedup.errors import SettingsError
from dedup.kernels.backend import VARIABLE


@click.command()
@click.option("--near", type=float, default=0.8)
@click.option("--dry-run", is_flag=True)
def clean(near, dry_run):
    pass


@click.command()
@click.option("--near", type=float, default=0.8)
@click.option("--select", multiple=True)
@click.option("--color/--no-color", "colour", default=None)
def check(near, select, colour):
    pass


COMMANDS = {"clean": clean, "check": check}
for name, command in COMMANDS.items():
    name_variables(name, command.params)


def test_the_nearest_file_upwards_counts(tmp_path):
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text("[tool.dedup]\nnear = 0.7\n")
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\nnear = 0.6\n")
    assert find_settings(inner).table == {"near": 0.7}
    (tmp_path / "a" / "setup.cfg").write_text("[tool:dedup]\nnear = 0.9\n[tool:dedup.check]\nselect = DUP\n")
    assert find_settings(inner).table == {"near": "0.9", "check": {"select": "DUP"}}


@pytest.mark.parametrize("mark", [".", ":"])
def test_the_table_of_a_command_is_found_in_setup_cfg_behind_a_point_or_a_colon(tmp_path, mark):
    (tmp_path / "setup.cfg").write_text(f"[tool:dedup{mark}check]\nselect = DUP\n")
    assert default_map(find_settings(tmp_path), COMMANDS)["check"] == {"select": ["DUP"]}


def test_a_setting_is_named_as_its_option_and_reaches_its_parameter():
    assert default_map(Settings("x", {"color": False}), COMMANDS)["check"] == {"colour": False}
    check_environment({"DEDUP_COLOR": "1", "DEDUP_CHECK_COLOR": "1"}, COMMANDS)
    with pytest.raises(SettingsError, match="did you mean 'color'"):
        default_map(Settings("x", {"colour": False}), COMMANDS)


def test_pyproject_goes_before_setup_cfg_in_one_folder(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.dedup]\nnear = 0.7\n")
    (tmp_path / "setup.cfg").write_text("[tool:dedup]\nnear = 0.9\n")
    assert find_settings(tmp_path).table == {"near": 0.7}


def test_without_a_table_there_are_no_settings(tmp_path):
    (tmp_path / "setup.cfg").write_text("[metadata]\nname = x\ndescription = 100% wool\n")
    assert find_settings(tmp_path) is None


def test_a_key_reaches_every_command_that_has_it_and_a_table_goes_before_it():
    found = default_map(
        Settings("x", {"near": 0.7, "check": {"near": 0.6, "select": "DUP"}, "dry-run": True}), COMMANDS
    )
    assert found == {"clean": {"near": 0.7, "dry_run": True}, "check": {"near": 0.6, "select": ["DUP"]}}


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"naer": 1}, r"unknown setting 'naer' in .*: did you mean 'near'\?"),
        ({"dry_rum": 1}, "did you mean 'dry-run'"),
        ({"dry-rum": 1}, "did you mean 'dry-run'"),
        ({"check": {"selct": 1}}, "unknown setting 'selct' in the table 'check' of .*did you mean 'select'"),
        ({"chekc": {"select": 1}}, "did you mean 'check'"),
        ({"zzz": 1}, "unknown setting 'zzz' in .*: remove it"),
        ({"clean": {"select": ["DUP"]}}, "unknown setting 'select'"),
        ({"near": True}, "'near' in .* is true or false: give a value, as for --near"),
        ({"check": {"select": False}}, "'select' in .* is true or false"),
        ({"check": 1}, "'check' in .* is a command: give it a table"),
    ],
)
def test_an_unknown_key_is_an_error_with_advice(table, message):
    with pytest.raises(SettingsError, match=message):
        default_map(Settings("[tool.dedup] of pyproject.toml", table), COMMANDS)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("pyproject.toml", "[tool.dedup\n", "is not valid TOML"),
        ("pyproject.toml", "[tool]\ndedup = 3\n", r"write \[tool.dedup\]"),
        ("setup.cfg", "near = 1\n", "cannot be read"),
    ],
)
def test_a_broken_file_is_named_in_one_line(tmp_path, name, text, message):
    (tmp_path / name).write_text(text)
    with pytest.raises(SettingsError, match=message) as caught:
        find_settings(tmp_path)
    assert str(tmp_path / name) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "key", ["DEDUP_NEAR", "DEDUP_CLEAN_NEAR", "DEDUP_CHECK_SELECT", "DEDUP_DEBUG", "DEDUPE", "DEDUP"]
)
def test_a_variable_of_an_option_or_of_somebody_else_is_let_pass(key):
    check_environment({key: "1"}, COMMANDS, "DEDUP_DEBUG")


@pytest.mark.parametrize(
    ("key", "advice"), [("DEDUP_NAER", "DEDUP_NEAR"), ("DEDUP_CLEAN_SELECT", "DEDUP_CHECK_SELECT|DEDUP_SELECT")]
)
def test_a_variable_that_no_option_answers_to_is_an_error_with_advice(key, advice):
    with pytest.raises(SettingsError, match=advice):
        check_environment({key: "1"}, COMMANDS)


PRECEDENCE = [
    # flag, environment, file, what counts
    (["--near", "0.1"], {"DEDUP_NEAR": "0.2"}, {"near": 0.3}, 0.1),
    ([], {"DEDUP_CHECK_NEAR": "0.15", "DEDUP_NEAR": "0.2"}, {"near": 0.3}, 0.15),
    ([], {"DEDUP_NEAR": "0.2"}, {"near": 0.3}, 0.2),
    ([], {"DEDUP_CLEAN_NEAR": "0.2"}, {"near": 0.3}, 0.3),
    ([], {}, {"near": "0.3"}, 0.3),
    ([], {}, {}, 0.8),
]


@pytest.mark.parametrize(("flags", "environ", "table", "near"), PRECEDENCE)
def test_flag_then_environment_then_file_then_default(monkeypatch, flags, environ, table, near):
    for key, value in environ.items():
        monkeypatch.setenv(key, value)
    context = check.make_context("check", flags, default_map=default_map(Settings("x", table), COMMANDS)["check"])
    assert context.params["near"] == near


def test_the_kernels_may_be_chosen_in_the_environment(tmp_path):
    (tmp_path / "a.txt").write_text("The pier opens in May, the harbour board said on Monday evening.\n")
    chosen = CliRunner().invoke(program, ["clean", str(tmp_path), "--dry-run"], env={KERNELS: "numpy"})
    assert (chosen.exit_code, KERNELS) == (0, VARIABLE)
