"""A batch finds and writes what cleaning in memory does, however it is cut up, and all of it can be undone."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from dedup.api import clean_files, restore_corpus
from dedup.batch.options import BatchOptions
from dedup.batch.run import Batch
from dedup.clean import CleanOptions, clean_corpus, ledger_rows
from dedup.clean.digests import fingerprint, text_digest
from dedup.clean.ledger import row_line
from dedup.clean.tally import tally_items
from dedup.corpus import ReadOptions, Staging, read_corpus, with_text, write_documents
from dedup.model import Document

SCRIPTS = {
    "latin": ("harbour board pier diver quay crane shed Carrow Lind Ostley said found left the of a in rose fell", " "),
    "cyrillic": ("порт причал совет кран вода сказал нашёл вырос упал город рыбак Лидин в на и не лёд", " "),
    "han": ("港 口 委 员 会 说 船 水 价 格 上 升 下 降 城 市 记 者 星 期", ""),
    "kana": ("みなと ふね は が を みずうみ の まち で いった カモメ サカナ ました", ""),
    "thai": ("ท่าเรือ เมือง น้ำ เรือ กล่าว ว่า วัน ปลา ตลาด ขึ้น ลง", ""),
}
STOPS = {"han": "。", "kana": "。", "thai": " "}
SOURCES = ("Tribune", "Wire", "Post", None)
FURNITURE = {
    "Tribune": ("Ring the desk on 0555.", "The Tribune is printed at Mill Lane before seven."),
    "Wire": ("(Wire) Report by the night desk", "Follow", "Share this article"),
}
DAYS = ("2031-01-01", "2031-01-02T08:00:00Z", "3 January 2031", "soon", None)


def sentence(random: Random, script: str) -> str:
    vocabulary, space = SCRIPTS[script]
    words = random.choices(vocabulary.split(), k=random.randint(4, 16))
    return space.join(words).capitalize() + STOPS.get(script, ".")


def story(random: Random) -> list[str]:
    script = random.choice(["latin", "latin", *SCRIPTS])
    return [
        " ".join(sentence(random, script) for _ in range(random.randint(1, 3))) for _ in range(random.randint(1, 5))
    ]


def reworked(random: Random, paragraphs: list[str]) -> list[str]:
    """Return a story as another outlet might print it."""
    match random.choice(["same", "same", "upper", "cut", "edited", "doubled", "headline", "short", "longer"]):
        case "upper":
            return [paragraph.upper() for paragraph in paragraphs]
        case "cut":
            return paragraphs[: max(1, len(paragraphs) - 1)]
        case "edited":
            return [paragraph.replace(" the ", " a ").replace("了", "的") for paragraph in paragraphs]
        case "doubled":
            return [*paragraphs, *paragraphs]
        case "headline":
            return [paragraphs[0], *paragraphs]
        case "short":
            return [paragraphs[0][: random.randint(0, 12)]]
        case "longer":
            return [*paragraphs, sentence(random, "latin")]
    return paragraphs


def records(random: Random, size: int) -> list[dict[str, object]]:
    """Return articles of a few stories, a series among them, with what a scraper leaves in them."""
    stories = [story(random) for _ in range(max(1, size // 3))]
    found: list[dict[str, object]] = []
    for number in range(size):
        source = random.choice(SOURCES)
        paragraphs = reworked(random, random.choice(stories))
        if random.random() < 0.15:
            rate = f"{random.randint(1, 99)}.{random.randint(1, 9)}"
            paragraphs = [
                f"Cod closed at {rate} at the quay on Monday, said the harbour board in its report of the day."
            ]
        if source in FURNITURE:
            paragraphs = [*paragraphs, *FURNITURE[source]]
        text = random.choice(["\n", "\n\n", "\r\n\r\n"]).join(paragraphs)
        record: dict[str, object] = {"text": text if random.random() < 0.95 else ""}
        claim = random.choice([f"a{number}", f"a{number}", "twice", None])
        extras = {"id": claim, "source": source, "date": random.choice(DAYS), "title": paragraphs[0][:20]}
        record |= {name: value for name, value in extras.items() if value is not None}
        found.append(dict(random.sample(sorted(record.items()), len(record))))
    return found


def json_lines(random: Random, articles: list[dict[str, object]]) -> bytes:
    """Return a file as several scrapers leave it: spellings mixed, lines that are broken or blank."""
    lines = []
    for article in articles:
        compact = random.random() < 0.3
        spelled = json.dumps(
            article,
            ensure_ascii=random.random() < 0.3,
            separators=(",", ":") if compact else None,
        )
        lines.append(spelled.encode())
        lines += random.choice([[], [], [], [b""], [b"{"], [b'{"text": 5}'], [b'{"text": "caf\xc3 "}']])
    mark = random.choice([b"", b"", b"\xef\xbb\xbf"])
    return mark + random.choice([b"\n", b"\r\n"]).join(lines) + random.choice([b"", b"\n"])


def table(articles: list[dict[str, object]], delimiter: str) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, ["id", "text", "source", "date", "title"], delimiter=delimiter)
    writer.writeheader()
    writer.writerows(articles)
    return stream.getvalue().encode()


def write_corpus(random: Random, folder: Path, size: int) -> None:
    articles = records(random, size)
    edges = sorted(random.choices(range(size + 1), k=random.randint(0, 4)))
    for number, (begin, end) in enumerate(zip([0, *edges], [*edges, size], strict=True)):
        some = articles[begin:end]
        match random.choice(["jsonl", "jsonl", "jsonl", "jsonl.gz", "csv", "tsv", "txt", "md"]):
            case "jsonl":
                (folder / f"{number}.jsonl").write_bytes(json_lines(random, some))
            case "jsonl.gz":
                (folder / f"{number}.jsonl.gz").write_bytes(gzip.compress(json_lines(random, some)))
            case "csv":
                (folder / f"{number}.csv").write_bytes(table(some, ","))
            case "tsv":
                (folder / f"{number}.tsv").write_bytes(table(some, "\t"))
            case "txt":
                (folder / f"{number}").mkdir()
                for at, article in enumerate(some):
                    (folder / f"{number}" / f"{at}.txt").write_bytes(str(article["text"]).encode())
            case "md":
                for at, article in enumerate(some):
                    text = f"---\ntitle: Cod\ndate: 2031-01-0{1 + at % 9}\n---\n{article['text']}"
                    (folder / f"{number}-{at}.md").write_bytes(text.encode())
    (folder / "notes.xyz").write_bytes(b"passed over")
    (folder / "z.jsonl").write_bytes(b'{"text": "Rain."}\n')


@dataclass
class Case:
    """A corpus in a folder of its own, and room beside it."""

    seed: int
    size: int

    @contextmanager
    def laid_out(self) -> Iterator[tuple[Path, Path]]:
        with tempfile.TemporaryDirectory() as name:
            inputs = Path(name, "in")
            inputs.mkdir()
            write_corpus(Random(self.seed), inputs, self.size)
            yield inputs, Path(name)


cases = st.builds(Case, st.integers(0, 2**32), st.integers(1, 40))
options = st.builds(
    CleanOptions,
    near=st.sampled_from([0.5, 0.8, 0.95]),
    contained=st.sampled_from([0.6, 0.9]),
    keep=st.sampled_from(["longest", "earliest", "source-order", "highest:id", "lowest:title"]),
    sources=st.sampled_from([(), ("Wire", "Post")]),
    series=st.sampled_from(["keep", "collapse"]),
    exact=st.sampled_from([None, True, False]),
    group_share=st.just(0.02),
    source_share=st.just(0.05),
)
readings = st.sampled_from(
    [ReadOptions(), ReadOptions(date="2031-02-01"), ReadOptions(date={"a1": "2031-02-01", "x": "2031-02-02"})]
)
hows = st.builds(
    BatchOptions,
    engine=st.sampled_from(["arrays", "arrays", "duckdb"]),
    memory=st.sampled_from([None, 2**30]),
    chunk_size=st.sampled_from([1, 300, 2000, 10**7]),
)


# A corpus grows from a seed, so that there is nothing to be shrunk.
quick = settings(phases=(Phase.explicit, Phase.reuse, Phase.generate))


def plain(document: Document) -> tuple[object, ...]:
    """Return all of a document that is to come back."""
    origin = document.origin
    place = origin and (origin.relative, origin.index, origin.text_field)
    told = (document.source, document.date, document.title, document.body_start)
    return (document.text, list(document.fields.items()), place, *told)


def assert_same_files(found: Path, expected: Path, inputs: Path) -> None:
    """Compare what was written: to the byte, but for lines of JSON in UTF-8, which keep the spelling that they had."""
    names = sorted(path.relative_to(found) for path in found.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(expected) for path in expected.rglob("*") if path.is_file())
    for name in names:
        one, other = (found / name).read_bytes(), (expected / name).read_bytes()
        if one != other:
            assert name.suffix == ".jsonl"
            assert_same_lines(lines_of(one), lines_of(other), lines_of((inputs / name).read_bytes()))


def assert_same_lines(found: list[bytes], expected: list[bytes], had: list[bytes]) -> None:
    """Compare lines of JSON field by field; those of records that are as they were are to be spelled as they were."""
    assert list(map(pairs_of, found)) == list(map(pairs_of, expected))
    untouched = list(filter(None, map(pairs_of, had)))
    assert all(line in had for line in found if pairs_of(line) in untouched)


def lines_of(data: bytes) -> list[bytes]:
    return data.removeprefix(b"\xef\xbb\xbf").split(b"\n")


def pairs_of(line: bytes) -> list[tuple[str, object]]:
    """Return names and values of a record in their order, none where the line is no record."""
    try:
        return json.loads(line, object_pairs_hook=list) or []
    except ValueError:
        return []


@given(cases, options, readings, hows)
@settings(quick, max_examples=15)
def test_a_batch_is_cleaning_in_memory(
    case: Case, options: CleanOptions, reading: ReadOptions, how: BatchOptions
) -> None:
    with case.laid_out() as (inputs, room):
        corpus = read_corpus([inputs], reading)
        result = clean_corpus(corpus, options)
        write_documents(
            [with_text(item.document, item.text) for item in result.kept],
            room / "expected",
            origins=[document.origin for document in corpus if document.origin],
        )
        with Batch([inputs], room / "work", reading, options, how) as batch:
            found = batch.run()
            ledger = list(batch.ledger_lines())
            with Staging() as stage:
                batch.write_documents(room / "found", stage)
        assert b"".join(ledger) == b"".join(map(row_line, ledger_rows(result)))
        assert found.tally == tally_items(result.items, [reject.code for reject in corpus.rejects])
        assert (found.series, found.warnings, found.recall) == (result.series, result.warnings, result.recall)
        assert (found.noted, found.rejects) == (corpus.warnings, corpus.rejects)
        ids = [document.id for document in corpus]
        assert found.fingerprint == fingerprint(ids, [text_digest(document.text) for document in corpus])
        assert_same_files(room / "found", room / "expected", inputs)
        assert not (room / "work").exists()


@given(
    cases,
    options,
    hows,
    st.sampled_from(["out", "out", "all.jsonl", "all.jsonl.gz"]),
    st.sampled_from(["ledger.jsonl", "ledger.jsonl.zst", "ledger.parquet"]),
)
@settings(quick, max_examples=15)
def test_every_document_comes_back(case: Case, options: CleanOptions, how: BatchOptions, out: str, ledger: str) -> None:
    with case.laid_out() as (inputs, room):
        corpus = read_corpus([inputs])
        result = clean_files(inputs, room / out, room / ledger, options, batch=how)
        assert result.tally.documents == len(corpus)
        assert sum(result.tally.rejects.values()) == len(result.rejects) == len(corpus.rejects)
        restore_corpus(room / out, room / ledger, room / "back")
        # What was rejected is not there, and by what is left the encoding may be told otherwise.
        codecs = {document.origin.relative: document.origin.encoding for document in corpus if document.origin}
        back = read_corpus([room / "back"], ReadOptions(encoding=codecs, allow_blank=True))
        assert list(map(plain, back)) == list(map(plain, corpus))


def write_shuffled(folder: Path, articles: list[dict[str, object]], random: Random) -> None:
    folder.mkdir()
    shuffled = random.sample(articles, len(articles))
    at = random.randint(0, len(articles))
    (folder / "x.jsonl").write_text("".join(json.dumps(article) + "\n" for article in shuffled[:at]))
    (folder / "y.csv").write_bytes(table(shuffled[at:], ","))


@given(st.integers(0, 2**32), options, hows, hows)
@settings(quick, max_examples=8)
def test_the_order_of_files_and_records_changes_nothing(
    seed: int, options: CleanOptions, one: BatchOptions, other: BatchOptions
) -> None:
    if options.keep == "source-order" and not options.sources:
        options = replace(options, keep="longest")  # the order of the input is what is to be kept by otherwise
    random = Random(seed)
    articles = [record | {"id": f"n{number}"} for number, record in enumerate(records(random, 30))]
    found = []
    with tempfile.TemporaryDirectory() as name:
        for how in (one, other):
            room = Path(name, str(len(found)))
            write_shuffled(room, articles, random)
            with Batch([room], room / "_dedup", ReadOptions(), options, how) as batch:
                result = batch.run()
                rows = [json.loads(line) for block in batch.ledger_lines() for line in block.splitlines()]
            told = ("document", "level", "rule", "start", "end", "text", "kept", "measure", "score")
            removals = sorted(str([row[name] for name in told]) for row in rows if "rule" in row)
            found.append((removals, result.series, result.warnings, result.fingerprint, result.recall))
    assert found[0] == found[1]


def test_the_number_of_workers_changes_nothing(tmp_path: Path) -> None:
    inputs = tmp_path / "in"
    inputs.mkdir()
    write_corpus(Random(7), inputs, 40)
    found = []
    for workers in (1, 2, 3):
        how = BatchOptions(workers=workers, chunk_size=1500)
        out = tmp_path / str(workers)
        result = clean_files(inputs, out, out / "_dedup" / "ledger.jsonl", CleanOptions(exact=False), batch=how)
        files = {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}
        found.append((result, files))
    assert found[0] == found[1] == found[2]
    assert found[0][0].tally.dropped


@pytest.mark.parametrize("exact", [True, False])
def test_half_a_surrogate_pair_is_what_cannot_be_read_in_memory_and_on_disk(tmp_path: Path, exact: bool) -> None:
    """No bytes stand for it but in codecs such as UTF-7, and so none for which a batch could tell it from another."""
    inputs = tmp_path / "in"
    inputs.mkdir()
    for name, sign in (("a", "\ud800"), ("b", "\ufffd"), ("c", "\udfff")):
        text = f"The harbour board will open the northern pier {sign} in May, its chair said on Monday."
        (inputs / f"{name}.txt").write_bytes(text.encode("utf-7", "surrogatepass"))
    options, reading = CleanOptions(exact=exact), ReadOptions(encoding="utf-7")
    result = clean_corpus(read_corpus([inputs], reading), options)
    with Batch([inputs], tmp_path / "work", reading, options, BatchOptions(chunk_size=1)) as batch:
        batch.run()
        assert b"".join(batch.ledger_lines()) == b"".join(map(row_line, ledger_rows(result)))
    assert [removal.rule for removal in result.removals] == ["DUP121", "DUP121"]
