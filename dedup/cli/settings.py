"""Settings that were not given on the command line: ``DEDUP_*`` and ``[tool.dedup]``.

``[tool.dedup]`` of ``pyproject.toml``, or else ``[tool:dedup]`` of ``setup.cfg``, is read from the nearest folder that
has one, going up from the current one. A key is named as the option without its ``--``, and speaks to every command
that has it; a table of a command (``[tool.dedup.check]``, ``[tool:dedup.check]`` or ``[tool:dedup:check]``) speaks to
that command, and goes before the other. The same holds for
``DEDUP_NEAR`` and ``DEDUP_CHECK_NEAR``. A key that no option answers to is an error: misspelt, it would change nothing,
silently.
"""

from __future__ import annotations

import configparser
import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from dedup.errors import SettingsError

_PREFIX = "DEDUP_"


@dataclass(frozen=True, slots=True)
class Settings:
    """A table of settings and where it stands.

    Parameters
    ----------
    place : str
        The table and its file, for messages.
    table : mapping of str to object
        Keys as written; the tables of commands are mappings in it.
    """

    place: str
    table: Mapping[str, Any]


def find_settings(folder: Path) -> Settings | None:
    """Return the nearest settings, from `folder` upwards; None where there are none.

    Raises
    ------
    SettingsError
        If a file that may hold settings cannot be read as what its name says.
    """
    for place in (folder, *folder.parents):
        for read, name in ((_read_toml, "pyproject.toml"), (_read_cfg, "setup.cfg")):
            path = place / name
            if path.is_file() and (settings := read(path)) is not None:
                return settings
    return None


def default_map(settings: Settings, commands: Mapping[str, click.Command]) -> dict[str, dict[str, Any]]:
    """Return settings as click takes them: by command and parameter.

    Raises
    ------
    SettingsError
        If no option answers to a key.
    """
    options = {name: _options(command) for name, command in commands.items()}
    common = {option for each in options.values() for option in each}
    found: dict[str, dict[str, Any]] = {name: {} for name in commands}
    special: dict[str, dict[str, Any]] = {name: {} for name in commands}
    for key, value in settings.table.items():
        name = key.replace("-", "_").lower()
        if key in commands and not isinstance(value, Mapping):
            raise SettingsError(f"{key!r} in {settings.place} is a command: give it a table of its own")
        if key in commands:
            for inner, setting in value.items():
                option = inner.replace("-", "_").lower()
                _require(option, options[key], inner, f"the table {key!r} of {settings.place}")
                special[key] |= _setting(options[key][option], setting, inner, settings.place)
            continue
        _require(name, common, key, settings.place, commands)
        for command, each in options.items():
            if name in each:
                found[command] |= _setting(each[name], value, key, settings.place)
    return {name: {**found[name], **special[name]} for name in commands}


def name_variables(command: str, options: Iterable[click.Parameter]) -> None:
    """Let the options of a command answer to ``DEDUP_COMMAND_OPTION`` and then to ``DEDUP_OPTION``."""
    for option in options:
        if isinstance(option, click.Option) and option.name and option.name != "help":
            name = _key(option).upper()
            option.envvar = [f"{_PREFIX}{command.upper()}_{name}", f"{_PREFIX}{name}"]


def check_environment(environ: Mapping[str, str], commands: Mapping[str, click.Command], *others: str) -> None:
    """Refuse variables that look like settings and are none.

    Raises
    ------
    SettingsError
        If no option answers to a variable that begins with ``DEDUP_``.
    """
    known = set(others)
    for command in commands.values():
        for option in _options(command).values():
            known.update(option.envvar or ())
    for key in sorted(environ):
        if key.startswith(_PREFIX):
            _require(key, known, key, "the environment")


def _options(command: click.Command) -> dict[str, click.Option]:
    return {_key(option): option for option in command.params if isinstance(option, click.Option)}


def _key(option: click.Option) -> str:
    """Return what an option is called by users, which need not be the name of its parameter."""
    long = [name for name in option.opts if name.startswith("--")]
    return (long[0] if long else option.name or "").lstrip("-").replace("-", "_")


def _setting(option: click.Option, value: Any, written: str, place: str) -> dict[str, Any]:
    if isinstance(value, bool) and not option.is_flag:
        raise SettingsError(f"{written!r} in {place} is true or false: give a value, as for --{_key(option)}")
    # Click would take a single text for a list of letters.
    return {option.name or "": [value] if option.multiple and isinstance(value, str) else value}


def _require(name: str, known: Iterable[str], written: str, place: str, commands: Iterable[str] = ()) -> None:
    if name in known:
        return
    near = difflib.get_close_matches(name, sorted({*known, *commands}), 1)
    # Variables are spelt with underscores, options with hyphens.
    right = [one if one.startswith(_PREFIX) else one.replace("_", "-") for one in near]
    advice = f"did you mean {right[0]!r}?" if right else "remove it, or see dedup COMMAND --help"
    raise SettingsError(f"unknown setting {written!r} in {place}: {advice}")


def _read_toml(path: Path) -> Settings | None:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} is not valid TOML: {error}") from error
    tool = table.get("tool")
    ours = tool.get("dedup") if isinstance(tool, dict) else None
    if ours is None:
        return None
    if not isinstance(ours, dict):
        raise SettingsError(f"tool.dedup of {path} is no table: write [tool.dedup]")
    return Settings(f"[tool.dedup] of {path}", ours)


def _read_cfg(path: Path) -> Settings | None:
    parser = configparser.RawConfigParser()
    try:
        parser.read_string(path.read_text(encoding="utf-8"), str(path))
    except (configparser.Error, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {' '.join(str(error).split())}") from error
    name = "tool:dedup"
    ours = (f"{name}.", f"{name}:")
    parts = [section for section in parser.sections() if section == name or section.startswith(ours)]
    if not parts:
        return None
    table: dict[str, Any] = dict(parser[name]) if name in parts else {}
    for section in parts:
        if section != name:
            command = section[len(name) + 1 :]
            table[command] = {**table.get(command, {}), **parser[section]}
    return Settings(f"[{name}] of {path}", table)
