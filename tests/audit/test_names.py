"""What the room offers, whatever of it has been imported so far."""

import sys

import supervision_talk.audit  # noqa: F401 - the room; its name in the package is the function's

ROOM = sys.modules["supervision_talk.audit"]


def test_the_room_lists_its_names_and_has_them_all() -> None:
    assert sorted(dir(ROOM)) == sorted(ROOM.__all__)
    assert all(hasattr(ROOM, name) for name in ROOM.__all__)
