"""A computation beside the worker: told about, ended when a person presses とめる."""

from threading import Event

import pytest

from core.jobs import JobCancelled, in_thread


async def test_its_answer_comes_back_and_it_is_told_about() -> None:
    told: list[str] = []

    async def tell() -> None:
        told.append("once")

    assert await in_thread(lambda: 42, tell=tell, stop=lambda: None) == 42
    assert told


async def test_a_stop_ends_it_before_the_refusal_goes_on() -> None:
    asked, ended = Event(), Event()

    def piece() -> None:
        asked.wait(30)
        ended.set()

    async def tell() -> None:
        raise JobCancelled

    with pytest.raises(JobCancelled):
        await in_thread(piece, tell=tell, stop=asked.set)
    assert ended.is_set()
