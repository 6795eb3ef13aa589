"""The commands end to end, on small corpora: what is written where, and what is refused."""

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dedup import corpus as corpus_package
from dedup.batch.run import Batch
from dedup.cli.entry import program

PIER = "The harbour board will reopen the northern pier in May, its chair Ada Brandt said on Monday."
CRANES = "The union has not decided whether its members will come back to the cranes by then, it told reporters."
FARES = "Fares rise by four per cent for every crossing except the early one, which stays at its old price."
STORY = f"{PIER}\n\n{CRANES}\n\n{FARES}\n"
OTHER = (
    "Beekeepers counted their losses after a wet spring that kept the hives shut for weeks.\n\n"
    "Most colonies in the valley survived, and the lime trees are still to flower.\n"
)


@pytest.fixture(autouse=True)
def _here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def corpus(tmp_path):
    """Two files of one story, of which one has its body twice, and one of another."""
    files = {"in/a.txt": STORY + "\n" + STORY, "in/deep/b.txt": STORY.replace("\n", "\r\n"), "in/c.md": OTHER}
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return tmp_path / "in"


def dedup(*arguments, **options):
    return CliRunner().invoke(program, [str(each) for each in arguments], prog_name="dedup", **options)


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def one_line(result, code=2):
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.startswith("dedup: error: ")
    assert result.stderr.count("\n") == 1
    return result.stderr


def test_clean_keeps_names_and_writes_its_papers_beside(corpus):
    result = dedup("clean", corpus, "-o", "out")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "3 in = 2 kept + 1 removed + 0 rejected" in result.stderr
    assert set(contents(Path("out"))) == {
        "a.txt", "c.md", "_dedup/ledger.jsonl", "_dedup/rejects.jsonl", "_dedup/run.json",
    }  # fmt: skip
    assert Path("out/a.txt").read_text(encoding="utf-8").count(PIER) == 1


def test_restore_reads_what_is_left_of_a_file_in_the_codec_of_the_whole():
    """Six characters alone are taken for another codec."""
    story = "港口将在春季之前保持关闭，港务局周一在长时间会议之后表示，商户希望五月开放，并要求当局说明关闭的理由。"
    records = "".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in ("春天里01", story))
    Path("in").mkdir()
    Path("in/a.txt").write_text(f"{story}\n该声明没有提到日期，也没有提到费用。\n", encoding="utf-8")
    Path("in/b.jsonl").write_bytes(records.encode("gb18030"))
    dedup("clean", "in", "-o", "out")
    assert Path("out/b.jsonl").read_bytes() != Path("in/b.jsonl").read_bytes()
    dedup("restore", "out", "-o", "back")
    assert contents(Path("back")) == contents(Path("in"))


def test_restore_gives_back_every_byte(corpus):
    dedup("clean", corpus, "-o", "out")
    result = dedup("restore", "out", "-o", "back")
    assert (result.exit_code, result.stdout) == (0, "")
    assert contents(Path("back")) == contents(corpus)


@pytest.mark.parametrize(
    ("ledger", "said"),
    [
        ("in/a.txt", "JSON lines"),
        ("in/rows.jsonl", "choose"),
        ("in/ledger.jsonl", "lies in the input "),
        ("link.jsonl", "choose"),
        ("out/a.txt", "JSON lines"),
        ("out/notes", "lies where the other output goes"),
        ("out/ledger.jsonl", "lies where the other output goes"),
        ("out/_dedup/run.json", "lies where the other output goes"),
        ("out/_dedup/rejects.jsonl", "lies where the other output goes"),
        ("notes.jsonl", "is no ledger"),
        ("notes", "is no ledger"),
        ("ledger.parquet.gz", "JSON lines"),
        ("ledger.csv", "JSON lines"),
        ("-", "name a file"),
    ],
)
def test_a_ledger_that_is_no_file_of_its_own_is_refused(corpus, tmp_path, ledger, said):
    row = json.dumps({"id": 1, "text": OTHER})
    Path("in/rows.jsonl").write_text(f"{row}\n", encoding="utf-8")
    Path("link.jsonl").symlink_to("in/rows.jsonl")
    Path("notes").write_text("mine", encoding="utf-8")
    Path("notes.jsonl").write_text(f"{row}\n", encoding="utf-8")
    before = contents(tmp_path)
    assert said in one_line(dedup("clean", corpus, "-o", "out", "--ledger", ledger))
    assert contents(tmp_path) == before


def test_a_single_input_is_no_place_for_the_ledger(corpus, tmp_path):
    Path("rows.jsonl").write_text(json.dumps({"level": "document", "text": OTHER}), encoding="utf-8")
    before = contents(tmp_path)
    assert "is an input" in one_line(dedup("clean", "rows.jsonl", "-o", "out", "--ledger", "rows.jsonl"))
    assert contents(tmp_path) == before


def test_a_second_run_writes_over_its_own_ledger(corpus):
    for _ in range(2):
        assert dedup("clean", corpus, "-o", "out", "--ledger", "papers/ledger.jsonl.zst").exit_code == 0
    assert dedup("clean", corpus, "-o", "other", "--ledger", "other/_dedup/removals.jsonl").exit_code == 0


@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("-", "name a folder"),
        ("x.xyz", "write x.xyz/ for a folder"),
        ("x.zst", ".zst is no suffix that can be written"),
        ("x.pdf.gz", "no suffix that can be written"),
        ("x.html", "pages are read and not written"),
    ],
)
def test_an_output_with_a_suffix_that_cannot_be_written_is_refused(corpus, tmp_path, out, said):
    before = contents(tmp_path)
    assert said in one_line(dedup("clean", corpus, "-o", out))
    assert contents(tmp_path) == before


@pytest.mark.parametrize("out", ["x.xyz/", "v1.2", "2025.06", "news"])
def test_a_folder_may_have_a_point_in_its_name(corpus, out):
    result = dedup("clean", corpus, "-o", out)
    assert result.exit_code == 0, result.stderr
    assert Path(out, "a.txt").is_file()
    assert dedup("restore", out, "-o", "back").exit_code == 0
    assert contents(Path("back")) == contents(corpus)


def test_a_circle_of_links_stops_nothing(corpus):
    (corpus / "one.txt").symlink_to("two.txt")
    (corpus / "two.txt").symlink_to("one.txt")
    for arguments in (["clean", corpus, "-o", "out"], ["check", corpus, "-o", "page.txt"]):
        result = dedup(*arguments)
        assert (result.exit_code in (0, 1), result.stderr.count("rejected: ")) == (True, 2), result.stderr


def test_what_comes_back_is_counted_in_words_that_fit(corpus):
    dedup("clean", corpus / "c.md", "-o", "one")
    assert "restored 1 document to back" in dedup("restore", "one", "-o", "back").stderr
    dedup("clean", corpus, "-o", "out")
    assert "restored 3 documents to all" in dedup("restore", "out", "-o", "all").stderr


@pytest.mark.parametrize(
    "spoil",
    [
        lambda: Path("out/_dedup/ledger.jsonl").write_bytes(b""),
        lambda: Path("out/c.md").unlink(),
        lambda: Path("out/c.md").write_text("Something else.", encoding="utf-8"),
        lambda: Path("out/mine.txt").write_text("Something else.", encoding="utf-8"),
    ],
    ids=["ledger emptied", "file gone", "file edited", "file added"],
)
def test_restore_refuses_what_does_not_fit_together(corpus, spoil):
    dedup("clean", corpus, "-o", "out")
    spoil()
    assert "ledger" in one_line(dedup("restore", "out", "-o", "back"))
    assert not Path("back").exists()


def test_files_come_back_under_their_own_names_from_one_file_for_all(corpus):
    dedup("clean", corpus, "-o", "all.jsonl")
    result = dedup("restore", "all.jsonl", "-o", "back")
    assert result.exit_code == 0, result.stderr
    assert contents(Path("back")) == contents(corpus)


def test_the_ledger_goes_where_it_is_asked_to(corpus):
    dedup("clean", corpus, "-o", "out", "--ledger", "papers/ledger.jsonl.gz")
    assert not Path("out/_dedup/ledger.jsonl").exists()
    with gzip.open("papers/ledger.jsonl.gz", "rt", encoding="utf-8") as rows:
        assert {json.loads(row)["level"] for row in rows} == {"paragraph", "document", "file", "summary"}
    dedup("restore", "out", "--ledger", "papers/ledger.jsonl.gz", "-o", "back")
    assert contents(Path("back")) == contents(corpus)


def test_the_ledger_may_be_a_table(corpus):
    for _ in range(2):
        assert dedup("clean", corpus, "-o", "out", "--ledger", "papers/ledger.parquet").exit_code == 0
    dedup("restore", "out", "--ledger", "papers/ledger.parquet", "-o", "back")
    assert contents(Path("back")) == contents(corpus)
    dedup("restore", "out", "--ledger", "papers/ledger.parquet", "-o", "all.jsonl")
    assert len(Path("all.jsonl").read_text(encoding="utf-8").splitlines()) == 3


def test_a_table_that_is_no_ledger_is_not_written_over(corpus):
    Path("notes.parquet").write_bytes(b"PAR1 mine")
    assert "is no ledger" in one_line(dedup("clean", corpus, "-o", "out", "--ledger", "notes.parquet"))
    assert Path("notes.parquet").read_bytes() == b"PAR1 mine"


def test_what_cannot_be_read_back_is_told_before_what_is_missing(corpus):
    rows = "".join(json.dumps({"id": at, "text": text}) + "\n" for at, text in enumerate([STORY, OTHER, STORY + OTHER]))
    Path("in.jsonl").write_text(rows, encoding="utf-8")
    dedup("clean", "in.jsonl", "-o", "out")
    path = Path("out/in.jsonl")
    path.write_bytes(path.read_bytes().replace(b'"id"', b'"id', 1))
    result = dedup("restore", "out", "-o", "back")
    assert result.exit_code == 2
    rejected, error = result.stderr.splitlines()
    assert rejected.startswith("dedup: rejected: out/in.jsonl:1: SRC301")
    assert error.startswith("dedup: error: the ledger speaks of 3 documents")


def test_one_file_for_everything_has_its_papers_beside_it(corpus):
    assert dedup("clean", corpus, "-o", "all.jsonl").exit_code == 0
    rows = [json.loads(row) for row in Path("all.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in rows] == ["a", "c"]
    assert set(contents(Path("all.jsonl._dedup"))) == {"ledger.jsonl", "rejects.jsonl", "run.json"}


def test_records_come_back_field_for_field_also_under_names_of_their_own():
    rows = [{"nr": 1, "wortlaut": STORY}, {"nr": 2, "wortlaut": STORY}, {"nr": 3, "wortlaut": OTHER, "x": [None, 1.5]}]
    Path("in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert dedup("clean", "in.jsonl", "-o", "out", "--text-field", "wortlaut").exit_code == 0
    result = dedup("restore", "out", "-o", "back")
    assert result.exit_code == 0, result.stderr
    assert [json.loads(row) for row in Path("back/in.jsonl").read_text(encoding="utf-8").splitlines()] == rows


def test_a_dry_run_prints_what_would_go_and_writes_nothing(corpus, tmp_path):
    before = contents(tmp_path)
    result = dedup("clean", corpus, "-o", "out", "--dry-run")
    assert result.exit_code == 0
    assert "DUP121" in result.stdout
    assert contents(tmp_path) == before


def test_a_second_run_replaces_the_first_and_leaves_no_mixture(corpus):
    dedup("clean", corpus, "-o", "out")
    (corpus / "a.txt").unlink()
    result = dedup("clean", corpus, "-o", "out")
    assert result.exit_code == 0, result.stderr
    assert {name for name in contents(Path("out")) if not name.startswith("_dedup")} == {"deep/b.txt", "c.md"}


def test_a_file_of_somebody_else_is_not_written_over(corpus):
    Path("out").mkdir()
    Path("out/a.txt").write_text("mine", encoding="utf-8")
    assert "was not written by dedup" in one_line(dedup("clean", corpus, "-o", "out"))
    assert contents(Path("out")) == {"a.txt": b"mine"}


@pytest.mark.parametrize(
    ("inputs", "out"),
    [(["in"], "in"), (["in"], "in/out"), (["in/a.txt"], "in"), (["in/*.txt"], "in"), (["in/a.txt"], "in/a.txt")],
)
def test_an_output_that_is_or_holds_or_lies_in_an_input_is_refused(corpus, inputs, out):
    before = contents(corpus)
    assert "choose" in one_line(dedup("clean", *inputs, "-o", out))
    assert contents(corpus) == before


@pytest.mark.parametrize("command", [["check"], ["diff"]])
def test_a_report_is_not_written_over_an_input(corpus, command):
    before = contents(corpus)
    assert "is an input" in one_line(dedup(*command, "in/a.txt", "-o", "in/a.txt"))
    assert contents(corpus) == before


def test_clean_without_a_place_says_what_to_give(corpus):
    assert "-o OUT" in one_line(dedup("clean", corpus))


def test_what_cannot_be_read_is_told_and_kept_in_the_papers(corpus):
    (corpus / "noise.txt").write_bytes(b"\x00\x01\x02" * 100)
    good = json.dumps({"id": 1, "text": "The lighthouse keeper retired after forty quiet years on the rock."})
    (corpus / "rows.jsonl").write_text(f'{good}\n{{"id": \n', encoding="utf-8")
    result = dedup("clean", corpus, "-o", "out")
    assert result.exit_code == 0
    assert "dedup: rejected: " in result.stderr
    rejects = [json.loads(row) for row in Path("out/_dedup/rejects.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {(Path(row["path"]).name, row["line"]) for row in rejects} == {("noise.txt", None), ("rows.jsonl", 2)}


@pytest.mark.parametrize(
    ("arguments", "left"),
    [
        (["diff"], set()),
        (["diff", "--output-format", "json"], set()),
        (["groups"], set()),
        (["clean", "-o", "out"], {"out/_dedup/ledger.jsonl", "out/_dedup/rejects.jsonl", "out/_dedup/run.json"}),
    ],
)
def test_where_nothing_could_be_read_nothing_was_done(tmp_path, arguments, left):
    Path("noise.txt").write_bytes(b"\x00\x01\x02" * 100)
    result = dedup(arguments[0], "noise.txt", *arguments[1:])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "dedup: error: nothing could be read: 1 rejected" in result.stderr
    assert set(contents(tmp_path)) - {"noise.txt"} == left


def test_a_wrong_table_of_parties_is_told_before_anything_is_read(monkeypatch):
    monkeypatch.setattr("dedup.api.read_documents", lambda *_, **__: pytest.fail("it was read"))
    assert "no" in one_line(dedup("diff", "in", "--parties", "none.toml"))


def test_parties_that_nobody_heard_are_told_with_those_there_are(corpus):
    told = one_line(dedup("diff", corpus, "--between", "nobody", "noone"))
    assert "no party 'nobody' in the table, and none heard; there are " in told


@pytest.mark.parametrize("command", ["diff", "groups", "check"])
def test_colour_that_is_forced_on_terminals_does_not_go_into_files(corpus, command):
    dedup(command, corpus, "-o", "page.txt", env={"FORCE_COLOR": "1"})
    assert "\x1b" not in Path("page.txt").read_text(encoding="utf-8")
    dedup(command, corpus, "-o", "page.txt", "--color")
    assert "\x1b" in Path("page.txt").read_text(encoding="utf-8")
    assert "\x1b" in dedup(command, corpus, env={"FORCE_COLOR": "1"}).stdout


@pytest.mark.parametrize(("terminal", "told"), [(True, 0), (False, 1)])
def test_rejects_are_told_once_on_one_screen(corpus, monkeypatch, terminal, told):
    (corpus / "noise.txt").write_bytes(b"\x00\x01\x02" * 100)
    monkeypatch.setattr("dedup.cli.check.is_terminal", lambda _: terminal)
    result = dedup("check", corpus)
    assert "SRC301" in result.stdout
    assert result.stderr.count("dedup: rejected: ") == told


def test_of_many_rejects_ten_are_told_and_the_others_counted(corpus):
    lines = [json.dumps({"id": number, "text": 5}) for number in range(30)]
    (corpus / "rows.jsonl").write_text("\n".join(lines), encoding="utf-8")
    told = [line for line in dedup("check", corpus).stderr.splitlines() if line.startswith("dedup: rejected: ")]
    assert len(told) == 11
    assert told[-1] == "dedup: rejected: 20 more"


@pytest.mark.parametrize(
    ("place", "step"), [(Batch, "write_documents"), (corpus_package, "write_lines"), (corpus_package, "write_text")]
)
@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "No space left on device"), RuntimeError("x")])
def test_a_run_that_breaks_while_writing_leaves_nothing(corpus, tmp_path, monkeypatch, place, step, error):
    write = getattr(place, step)

    def broken(*arguments, **options):
        write(*arguments, **options)
        raise error

    monkeypatch.setattr(place, step, broken)
    before = contents(tmp_path)
    assert dedup("clean", corpus, "-o", "new/out").exit_code == (130 if isinstance(error, KeyboardInterrupt) else 2)
    assert contents(tmp_path) == before
    assert not Path("new").exists()


def test_check_finds_what_clean_removes_and_says_so_by_its_code(corpus):
    result = dedup("check", corpus, "--output-format", "concise")
    assert result.exit_code == 1
    assert "DUP102" in result.stdout
    assert "DUP121" in result.stdout
    assert dedup("check", corpus, "--exit-zero").exit_code == 0


def test_check_of_a_corpus_without_repeats_is_0(corpus):
    result = dedup("check", corpus / "c.md")
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        (["--select", "DUP12"], {"DUP121"}),
        (["--ignore", "DUP12,DUP10"], set()),
        (["--select", "DUP121", "--select", "DUP102"], {"DUP121", "DUP102"}),
        (["--select", "RATE", "--max-duplicates", "10%"], {"RATE401"}),
        (["--select", "RATE", "--max-duplicates", "0.5"], set()),
    ],
)
def test_rules_are_chosen_by_code_or_its_beginning(corpus, arguments, codes):
    result = dedup("check", corpus, "--output-format", "json", *arguments)
    assert {finding["rule"] for finding in json.loads(result.stdout)["findings"]} == codes
    assert result.exit_code == (1 if codes else 0)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "in", "--select", "DUP999"], "did you mean"),
        (["check", "in", "--max-duplicates", "many"], "no share"),
        (["check", "nowhere.txt"], "nowhere.txt"),
        (["diff", "nowhere.txt"], "nowhere.txt"),
        (["clean", "in", "-o", "out", "--near", "nan"], "near"),
        (["clean", "in", "-o", "out", "--near", "7"], "--near"),
        (["clean", "in", "-o", "out", "--near", "abc"], "'abc' is not a valid number."),
        (["diff", "in", "--width", "abc"], "'abc' is not a valid whole number."),
        (["clean", "in", "-o", "out", "--encoding", "klingon"], "klingon"),
        (["clean", "in", "-o", "out", "--date", "someday"], "someday"),
        (["diff", "in", "--date", "2026-01-01", "--date", "a=2026-01-01"], "--date"),
        (["diff", "in", "--parties", "none.toml"], "none.toml"),
        (["diff", "in", "--between", "nobody", "noone"], "nobody"),
        (["restore", "in", "-o", "out"], "ledger"),
        (["restore", "nowhere", "-o", "out"], "nowhere"),
        (["rule", "DUP999"], "DUP999"),
        (["rule"], "--all"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line_and_2(corpus, arguments, said):
    assert said in one_line(dedup(*arguments))
    assert not Path("out").exists()


def test_settings_come_from_the_nearest_file_and_the_environment(corpus):
    Path("pyproject.toml").write_text(
        "[tool.dedup.check]\nselect = ['DUP12']\noutput-format = 'json'\n", encoding="utf-8"
    )
    codes = {finding["rule"] for finding in json.loads(dedup("check", corpus).stdout)["findings"]}
    assert codes == {"DUP121"}
    result = dedup("check", corpus, env={"DEDUP_CHECK_SELECT": "DUP10 SRC"})
    assert {finding["rule"] for finding in json.loads(result.stdout)["findings"]} == {"DUP102"}


def test_a_misspelt_setting_stops_the_run(corpus):
    Path("pyproject.toml").write_text("[tool.dedup]\nnaer = 0.5\n", encoding="utf-8")
    assert "did you mean 'near'?" in one_line(dedup("check", corpus))
    Path("pyproject.toml").unlink()
    assert "DEDUP_NEAR" in one_line(dedup("check", corpus, env={"DEDUP_NAER": "0.5"}))


def test_standard_input_is_read_from_a_dash():
    row = json.dumps({"id": "a", "text": f"{STORY}\n{STORY}"})
    result = dedup("check", "-", "--output-format", "concise", input=f"{row}\n")
    assert result.exit_code == 1
    assert result.stdout.startswith("-:1: ")


def test_rule_explains_one_or_all():
    assert dedup("rule", "DUP101").stdout.startswith("DUP101 ")
    every = dedup("rule", "--all").stdout
    assert all(code in every for code in ("DUP101", "SRC303", "RATE401"))


def test_a_document_that_cannot_be_compared_is_told_and_stops_no_other(tmp_path):
    (tmp_path / "dump.txt").write_text("x " * 500_001)
    (tmp_path / "note.txt").write_text("The harbour board said on Monday that the pier will open in May.")
    result = dedup("diff", tmp_path)
    assert result.exit_code == 0
    (told,) = [line for line in result.stderr.splitlines() if "rejected" in line]
    assert "dump.txt:1: SRC301" in told
    assert "cut it into its articles" in told
    assert "1 not readable" in result.stdout


def records(**scores):
    lines = [{"id": id, "source": id[0], "score": score, "text": PIER} for id, score in scores.items()]
    Path("in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        (["--keep", "highest:score"], "b1"),
        (["--keep", "lowest:score"], "c1"),
        (["--keep", "source-order"], "a1"),
        (["--keep", "source-order", "--sources", "x, c,b"], "c1"),
    ],
)
def test_the_policy_says_which_duplicate_stays(options, kept):
    records(a1=2, b1="10", c1=-1)
    assert dedup("clean", "in.jsonl", "-o", "out.jsonl", *options).exit_code == 0
    assert json.loads(Path("out.jsonl").read_text(encoding="utf-8"))["id"] == kept


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--keep", "newest"], "highest:FIELD"),
        (["--keep", "highest:"], "highest:FIELD"),
        (["--sources", "a,b"], "--keep source-order"),
    ],
)
def test_a_policy_that_does_not_exist_is_refused(options, told):
    records(a1=1)
    assert told in one_line(dedup("clean", "in.jsonl", "-o", "out.jsonl", *options))


def test_a_field_that_no_record_has_is_told():
    records(a1=1, b1=2)
    assert (
        "no document has a value in the field 'scroe'"
        in dedup("clean", "in.jsonl", "--dry-run", "--keep", "highest:scroe").stdout
    )
