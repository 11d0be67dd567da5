"""Workers on a Dask cluster, which share no disk with this machine.

Order and lesson go out as text and the result comes back as text, which is read by the same schema as that of a
process next door; pickled results are refused. Dask's own messages are pickled all the same (the call on its way
out, an exception on its way back), so the scheduler and the workers must be as trusted as this machine. A worker
needs the same releases of this package and of Dask, nothing of the course's folder.
"""

from __future__ import annotations

import queue
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from autograder.cohort.answer import answer
from autograder.cohort.local import GRACE
from autograder.cohort.versions import LessonText
from autograder.cohort.work import ATTEMPTS, Result, State, Task, broken, read_result
from autograder.errors import CohortError, GraderBroke

try:
    import distributed
    from distributed.comm import get_address_host_port
except ModuleNotFoundError:
    raise CohortError(
        "a cluster needs Dask, which is not installed", next_step="python3 -m course add cluster"
    ) from None

CONNECT_SECONDS = 20
LONELY_SECONDS = 60  # how long to wait for a worker when all have gone
LOOK_SECONDS = 2.0
AHEAD = 2  # tasks under way for each thread of the cluster, so that none waits for its next


@dataclass
class _UnderWay:
    task: Task
    attempt: int
    ends: float  # on the monotonic clock


class ClusterWorkers:
    """Runs tasks on the cluster whose scheduler has that address; CohortError where it is none."""

    def __init__(self, address: str):
        self.address = address
        try:  # Dask's client, once made for such an address, waits and complains when it is thrown away
            get_address_host_port(address)
        except ValueError as error:
            raise CohortError(
                f"is no scheduler's address: {error}", where=address, next_step="give it as tcp://HOST:PORT"
            ) from None

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Result]]:
        """Yield each task with its result, as they come; tasks are taken when the cluster has room for them.

        A task whose worker dies is given to another one. Closing the generator cancels what is under way.
        CohortError where the scheduler can't be reached, or no worker is left.
        """
        try:
            client = distributed.Client(
                self.address,
                timeout=CONNECT_SECONDS,
                set_as_default=False,
                deserializers=["dask", "msgpack", "error"],
            )
        except (OSError, ValueError) as error:
            raise self._gone(f"can't be reached: {error}") from None
        try:
            yield from self._results(client, iter(tasks))
        finally:
            client.close(timeout=5)

    def _results(self, client: distributed.Client, tasks: Iterator[Task]) -> Iterator[tuple[Task, Result]]:
        run = _Run(client)
        room = AHEAD * max(1, self._threads(client))
        seen = time.monotonic()
        while True:
            while len(run.under_way) < room and (task := next(tasks, None)) is not None:
                run.submit(task, attempt=1)
            if not run.under_way:
                return
            found = run.next_found(LOOK_SECONDS)
            if client.status != "running":
                raise self._gone("the connection was lost")
            if found:
                seen = time.monotonic()
                yield found
            elif threads := self._threads(client):
                seen, room = time.monotonic(), AHEAD * threads
            elif time.monotonic() - seen > LONELY_SECONDS:
                raise self._gone("it has no worker")

    def _threads(self, client: distributed.Client) -> int:
        try:
            return sum(client.nthreads().values())
        except Exception as error:  # Dask documents none, and raises many
            raise self._gone(f"does not answer: {error}") from None

    def _gone(self, what: str) -> CohortError:
        return CohortError(
            what,
            where=f"scheduler {self.address}",
            next_step="start the cluster and type the same command again; what was graded is kept",
        )


class _Run:
    def __init__(self, client: distributed.Client):
        self.client = client
        self.under_way: dict[distributed.Future, _UnderWay] = {}
        self.done: queue.SimpleQueue[distributed.Future] = queue.SimpleQueue()
        self.lessons: dict[str, distributed.Future] = {}

    def submit(self, task: Task, attempt: int) -> None:
        future = self.client.submit(answer, task.order.to_json(), self.lesson(task.lesson), pure=False)
        ends = time.monotonic() + (task.order.timeout + GRACE) * (AHEAD + 1)
        self.under_way[future] = _UnderWay(task, attempt, ends)
        future.add_done_callback(self.done.put)

    def lesson(self, lesson: LessonText) -> distributed.Future:
        """The lesson as data on the cluster: a task, so that it is made again when the worker that has it dies."""
        if lesson.digest not in self.lessons:
            self.lessons[lesson.digest] = self.client.submit(str, lesson.to_json(), pure=False)
        return self.lessons[lesson.digest]

    def next_found(self, seconds: float) -> tuple[Task, Result] | None:
        """The next task with its result; None where there is none within the time, or one is tried again."""
        try:
            future = self.done.get(timeout=seconds)
        except queue.Empty:
            late = [future for future, work in self.under_way.items() if work.ends < time.monotonic()]
            if not late:
                return None
            future = late[0]
        if future not in self.under_way:  # it was given up before
            return None
        work = self.under_way.pop(future)
        result = self.result(future, work.task)
        if result.state is State.BROKEN and work.attempt < ATTEMPTS and self.client.status == "running":
            self.submit(work.task, work.attempt + 1)
            return None
        return work.task, result

    @staticmethod
    def result(future: distributed.Future, task: Task) -> Result:
        if not future.done():
            future.cancel()
            return broken(task, "no worker of the cluster had an answer in time")
        try:
            text = future.result(timeout=GRACE)
            return read_result(text if isinstance(text, str) else "", task)
        except GraderBroke as error:
            return broken(task, error.what)
        except Exception as error:  # a worker that was killed too often, or that has other packages
            first = (str(error).splitlines() or [""])[0]
            return broken(task, f"the cluster: {type(error).__name__}: {first}")
