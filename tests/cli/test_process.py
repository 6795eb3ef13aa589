"""What only a process of its own can show: what is loaded, signals, full disks, closed pipes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

STORY = "\n\n".join(
    [
        "The harbour board will reopen the northern pier in May, its chair Ada Brandt said on Monday.",
        "The union has not decided whether its members will come back to the cranes by then.",
    ]
)


def dedup(*arguments, environ=None, **options):
    code = "import sys; from dedup.cli import main; main()"
    settings = {key: value for key, value in os.environ.items() if not key.startswith(("DEDUP_", "PYTHONIOENCODING"))}
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)], env={**settings, **(environ or {})}, **options
    )


def finished(process):
    out, err = process.communicate()
    return process.returncode, (out or b"").decode(), (err or b"").decode()


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(STORY, encoding="utf-8")
    (folder / "b.txt").write_text(f"{STORY}\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["clean", "--help"], ["diff", "--help"], ["check", "-h"]]
)
def test_help_loads_nothing_heavy(arguments):
    code = (
        "import sys\nfrom dedup.cli import main\ntry:\n    main()\nexcept SystemExit as end:\n"
        "    heavy = {'nltk', 'sklearn', 'numba', 'numpy', 'rich'}\n"
        "    print(end.code, *sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    assert run.stderr == "0\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_standard_output_without_room_is_one_line_and_2():
    with Path("/dev/full").open("wb") as full:
        code, _, said = finished(dedup("rule", "--all", stdout=full))
    assert (code, said) == (2, "dedup: error: No space left on device\n")


def test_a_reader_that_leaves_early_changes_nothing(corpus):
    process = dedup("check", corpus)
    process.stdout.close()
    process.stdout = None
    code, _, said = finished(process)
    assert (code, said) == (1, "")


def test_a_reader_of_the_help_that_leaves_early_is_no_failure():
    process = dedup("--help")
    process.stdout.close()
    process.stdout = None
    assert finished(process) == (0, "", "")


@pytest.mark.parametrize(("closed", "code"), [(1, 2), (2, 1)])
def test_a_stream_closed_before_the_start_is_no_defect(corpus, closed, code):
    program = "import os, sys\nos.execv(sys.executable, [sys.executable, '-c', sys.argv[1], 'check', sys.argv[2]])"
    run = "from dedup.cli import main; main()"
    process = subprocess.run(
        [sys.executable, "-c", f"import os\nos.close({closed})\n{program}", run, str(corpus)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == code
    assert process.stderr == ("dedup: error: the stream to write to is closed\n" if closed == 1 else "")


# A shell that runs a command in the background (nohup, &) has it ignore Ctrl-C, and a child inherits that.
ATTENTIVE = "import signal, sys\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
SIGNALS = [("SIGINT", 130, "dedup: interrupted"), ("SIGTERM", 143, "dedup: terminated")]


def ended(code, *arguments):
    run = subprocess.run(
        [sys.executable, "-c", ATTENTIVE + code, *map(str, arguments)], capture_output=True, check=False
    )
    return run.returncode, run.stderr.decode().strip()


@pytest.mark.parametrize(("name", "code", "said"), SIGNALS)
def test_a_signal_while_it_works_ends_with_a_code_of_its_own(name, code, said):
    program = (
        "import dedup.api\nfrom dedup.cli import main\n"
        f"dedup.api.read_documents = lambda *_, **__: signal.raise_signal(signal.{name})\nmain()"
    )
    assert ended(program, "check", "x") == (code, said)


@pytest.mark.parametrize(("name", "code", "said"), SIGNALS)
def test_a_signal_while_it_loads_ends_without_a_traceback(name, code, said):
    program = f"""
class Finder:
    def find_spec(self, name, *_):
        if name == "dedup.cli.entry":
            signal.raise_signal(signal.{name})

sys.meta_path.insert(0, Finder())
from dedup.cli import main
main()
"""
    assert ended(program, "--version") == (code, said)


@pytest.mark.parametrize(("name", "code", "said"), SIGNALS)
def test_a_signal_while_it_writes_leaves_nothing_behind(corpus, tmp_path, name, code, said):
    program = (
        "import dedup.corpus\nfrom dedup.cli import main\n"
        f"dedup.corpus.write_text = lambda *_, **__: signal.raise_signal(signal.{name})\nmain()"
    )
    before = sorted(tmp_path.rglob("*"))
    assert ended(program, "clean", corpus, "-o", tmp_path / "out") == (code, said)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_signal_that_was_ignored_before_stays_so():
    program = (
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\nimport dedup.api\nfrom dedup.cli import main\n"
        "dedup.api.read_documents = lambda *_, **__: signal.raise_signal(signal.SIGTERM)\nmain()"
    )
    assert ended(program, "check", "x")[0] == 2


def test_it_runs_as_a_module():
    run = subprocess.run([sys.executable, "-m", "dedup", "--version"], capture_output=True, text=True, check=True)
    assert run.stdout.startswith("dedup ")


def test_standard_input_that_is_closed_is_one_line_and_2():
    program = "import os\nos.close(0)\nos.execv(sys.executable, [sys.executable, '-m', 'dedup', 'check', '-'])"
    code, said = ended(program)
    assert (code, said.count("\n")) == (2, 0)
    assert said.startswith("dedup: error: -: standard input is closed")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_reports_survive_streams_of_any_encoding(corpus, encoding):
    code, page, said = finished(dedup("check", corpus, "--exit-zero", environ={"PYTHONIOENCODING": encoding}))
    assert (code, said) == (0, "")
    assert "DUP121" in page
