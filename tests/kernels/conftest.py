import pytest

from dedup.kernels.backend import NAMES, VARIABLE


@pytest.fixture(params=NAMES)
def kernels(request, monkeypatch):
    """Run a test with compiled kernels and with their twins."""
    monkeypatch.setenv(VARIABLE, request.param)
    return request.param
