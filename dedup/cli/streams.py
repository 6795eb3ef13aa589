"""What goes where: the payload to standard output or a file, everything else to standard error."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
from pathlib import Path
from typing import Final, TextIO

from dedup.report.safe import plain

_SIGNS: Final = "≠⊂∅│─…"
_PIPED_WIDTH: Final = 80


def tell(message: str) -> None:
    """Say something to the person at the terminal, in one line on standard error.

    Parameters
    ----------
    message : str
        Made safe to print; without a newline.
    """
    line = " ".join(plain(message).split())
    # Nobody listens where standard error is closed, and that is no reason to fail.
    with contextlib.suppress(OSError, ValueError):
        _write(sys.stderr, f"{line}\n", None)


def tell_block(page: str) -> None:
    """Print a page that is already safe to print on standard error.

    Parameters
    ----------
    page : str
    """
    with contextlib.suppress(OSError, ValueError):
        _write(sys.stderr, page, None)


def hand_over(text: str, output: Path | None, *, encoding: str | None = None) -> None:
    """Write the payload.

    Parameters
    ----------
    text : str
    output : Path or None
        A file, written whole or not at all; None or ``-`` for standard output.
    encoding : str or None
        For standard output; None for that of the stream, where characters it lacks are escaped. Files are UTF-8.

    Raises
    ------
    OutputError
        If the file cannot be written.
    OSError
        If standard output cannot be written. A reader that closed the pipe is no error.
    """
    if output is not None and goes_aside(output):
        from dedup.corpus import write_text

        write_text(output, text)
        return
    try:
        _write(sys.stdout, text, encoding)
    except BrokenPipeError:
        silence_stdout()


def silence_stdout() -> None:
    """Send what is still buffered for standard output nowhere, so that leaving Python does not fail on it."""
    if sys.stdout is None:
        return
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def goes_aside(output: Path | None) -> bool:
    """Tell whether the payload goes to a file rather than to standard output."""
    return output is not None and str(output) != "-"


def is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a stream is a terminal; one that was closed before Python began is None."""
    return stream is not None and not stream.closed and stream.isatty()


def page_width(width: int | None, *, tty: bool) -> int:
    """Return the width to print at: as asked, as wide as the terminal, or 80 where there is none."""
    if width is not None:
        return width
    return shutil.get_terminal_size((_PIPED_WIDTH, 24)).columns if tty else _PIPED_WIDTH


def lacks_signs(stream: TextIO | None) -> bool:
    """Tell whether a stream cannot encode the signs of the reports.

    Examples
    --------
    >>> import io
    >>> lacks_signs(io.TextIOWrapper(io.BytesIO(), encoding="latin-1"))
    True
    """
    if stream is None:
        return True
    try:
        _SIGNS.encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return True
    return False


def _write(stream: TextIO | None, text: str, encoding: str | None) -> None:
    if stream is None:
        raise OSError(errno.EBADF, "the stream to write to is closed")
    codec = encoding or stream.encoding or "utf-8"
    data = text.encode(codec, "backslashreplace")
    stream.flush()
    if hasattr(stream, "buffer"):
        stream.buffer.write(data)
    else:
        stream.write(data.decode(codec))
    stream.flush()
