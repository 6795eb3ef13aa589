"""Dependencies point one way: from the command line down to the ground."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "dedup"

# Every part may import what stands below it in this table, and nothing else; parts in one row do not know each other.
ROWS = [
    {"__main__"},
    {"cli", "estimators"},
    {"api"},
    {"report"},
    {"check"},
    {"batch"},
    {"clean", "diff"},
    {"engine", "corpus", "text"},
    {"kernels"},
    {"data"},
    {"model"},
    {"errors", "progress", "version"},
]
RANK = {part: row for row, parts in enumerate(ROWS) for part in parts}
# The packages of the wing that compares: each may import those below it.
STEPS = [{"relations"}, {"events"}, {"statements"}, {"attribution", "parties"}, {"syntax"}]
STEP = {part: row for row, parts in enumerate(STEPS) for part in parts}
# Loaded where they are used, so that the command line starts at once.
HEAVY = {"duckdb", "nltk", "numba", "orjson", "pandas", "pyarrow", "scipy", "sklearn"}


def part_of(module):
    return module.split(".")[1] if "." in module else ""


def imports(path):
    """Yield (imported module, line, whether it stands at the top level) for every import in a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {
        id(node)
        for scope in ast.walk(tree)
        if isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef) or _typing_only(scope)
        for node in ast.walk(scope)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(node, path)
            names = [f"{base}.{alias.name}" for alias in node.names] if base == "dedup" else [base]
        else:
            continue
        for name in names:
            yield name, node.lineno, id(node) not in inside


def _typing_only(scope):
    return isinstance(scope, ast.If) and isinstance(scope.test, ast.Name) and scope.test.id == "TYPE_CHECKING"


def _absolute(node, path):
    if not node.level:
        return node.module or ""
    parents = path.relative_to(PACKAGE.parent).with_suffix("").parts[: -node.level]
    return ".".join([*parents, *([node.module] if node.module else [])])


FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_what_stands_below_it(path):
    part = path.relative_to(PACKAGE).with_suffix("").parts[0]
    wrong = [
        f"line {line}: {name}"
        for name, line, _ in imports(path)
        if name.startswith("dedup.") and part_of(name) != part and RANK[part_of(name)] <= RANK[part]
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "path",
    [path for path in FILES if path.parent.parent == PACKAGE / "diff"],
    ids=lambda path: str(path.relative_to(PACKAGE / "diff")),
)
def test_a_step_of_the_comparison_rests_on_those_before_it(path):
    own = path.parent.name
    others = {name: name.split(".")[2] for name, _, _ in imports(path) if name.startswith("dedup.diff.")}
    wrong = [name for name, part in others.items() if part != own and STEP.get(part, -1) <= STEP[own]]
    assert wrong == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_loads_nothing_heavy_when_it_is_imported(path):
    # an estimator is a class of scikit-learn, and a compiled function one of numba
    own = {"estimators": {"sklearn"}, "compiled": {"numba"}}
    heavy = HEAVY - own.get(path.parent.name, set())
    assert [name for name, _, top in imports(path) if top and name.split(".")[0] in heavy] == []


@pytest.mark.parametrize("path", [path for path in FILES if path.parent.name != "compiled"], ids=lambda path: path.stem)
def test_compiled_kernels_are_imported_inside_functions_only(path):
    assert [name for name, _, top in imports(path) if top and name.startswith("dedup.kernels.compiled")] == []


@pytest.mark.parametrize("path", [path for path in FILES if path.parent.name != "cli"], ids=lambda path: path.stem)
def test_only_the_command_line_knows_click(path):
    assert [name for name, _, _ in imports(path) if name.split(".")[0] == "click"] == []


def test_every_part_has_its_row():
    parts = {path.relative_to(PACKAGE).with_suffix("").parts[0] for path in FILES}
    assert parts <= set(RANK)
