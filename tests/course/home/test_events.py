"""Every open page gets every message, and one that stopped reading holds up nobody."""

import asyncio

from course.home.events import MOST_WAITING, Broker


def test_all_open_pages_get_it_in_order():
    async def run():
        broker = Broker()
        one, two = broker.open(), broker.open()
        for number in range(3):
            broker.tell({"number": number})
        broker.close(two)
        broker.tell({"number": 3})
        return [one.get_nowait()["number"] for _ in range(4)], two.qsize()

    assert asyncio.run(run()) == ([0, 1, 2, 3], 3)


def test_a_page_that_does_not_read_is_let_go():
    async def run():
        broker = Broker()
        page = broker.open()
        for number in range(MOST_WAITING + 10):
            broker.tell({"number": number})
        return page.qsize()

    assert asyncio.run(run()) == MOST_WAITING
