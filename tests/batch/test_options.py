"""How much is done at once follows from the memory there is."""

import pytest

from dedup.batch.options import BatchOptions

MEBIBYTE = 1 << 20


@pytest.mark.parametrize(("memory", "crew"), [(512, 1), (700, 1), (1024, 2), (8192, 4), (None, 4)])
def test_workers_that_memory_has_no_room_for_are_not_started(memory, crew):
    assert BatchOptions(workers=4, memory=memory and memory * MEBIBYTE).crew == crew


@pytest.mark.parametrize("workers", range(1, 9))
@pytest.mark.parametrize("memory", range(768, 8192, 256))
def test_no_worker_is_started_for_chunks_too_small_to_be_worth_it(workers, memory):
    assert BatchOptions(workers=workers, memory=memory * MEBIBYTE).chunk >= 2 * MEBIBYTE
