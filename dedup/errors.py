"""What can go wrong, as one small tree.

::

    DedupError
    ├── SettingsError     (ValueError)   an option, a config key or a table that cannot be used
    ├── InputError        (ValueError)   an input that cannot be read at all
    │   └── MissingInputError  (FileNotFoundError)
    ├── LedgerError       (ValueError)   a ledger that does not fit the cleaned documents
    ├── LossError         (ValueError)   a cleaning that would take more than it may
    └── OutputError       (OSError)      a result that could not be written

Each is also the builtin that callers catch by habit. A message is one line: what, where, what to do.
One unreadable *record* is no error: it becomes a :class:`dedup.model.Reject`.
"""

from __future__ import annotations


class DedupError(Exception):
    """Base of every error that `dedup` raises on purpose."""


class SettingsError(DedupError, ValueError):
    """An option, a configuration key or a table that cannot be used."""


class InputError(DedupError, ValueError):
    """An input that cannot be read at all."""


class MissingInputError(InputError, FileNotFoundError):
    """An input that does not exist."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class LedgerError(DedupError, ValueError):
    """A ledger that does not fit the cleaned documents it is applied to."""


class LossError(DedupError, ValueError):
    """A cleaning that would take more than its settings allow."""


class OutputError(DedupError, OSError):
    """A result that could not be written."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""
