"""Work that is spread over processes."""

import gc

from supervision_talk.interchange.streams.processes import meanwhile, spread


def collects(shared: str, task: int) -> tuple[str, int, bool]:
    return shared, task, gc.isenabled()


def test_the_collector_rests_in_processes_that_are_ours_and_in_no_other() -> None:
    assert gc.isenabled()
    assert [*spread(collects, "s", range(3), 2)] == [("s", task, False) for task in range(3)]
    with meanwhile(collects, "s", 1, 2) as result:
        assert result() == ("s", 1, False)
    assert [*spread(collects, "s", [1], 1)] == [("s", 1, True)]
    assert gc.isenabled()
