"""Cluster: a Dask cluster as an executor that sends out once what all calls of a map share."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")
AHEAD = 4  # calls sent out for each thread of the cluster
NEEDED = "egov-budget[cluster]"


class Cluster(Executor):
    """A running Dask cluster, for whatever takes an executor.

    ``Client.get_executor`` does the same; it sends the function with every call, and with it the
    matrices that records are compared by.

    Parameters
    ----------
    address : str
        Of the scheduler, ``HOST:PORT``.

    Raises
    ------
    ImportError
        If ``distributed`` is not installed.
    OSError
        If no scheduler answers there.
    """

    def __init__(self, address: str) -> None:
        try:
            import distributed
        except ImportError:
            raise ImportError(f"a cluster needs distributed: pip install '{NEEDED}'") from None
        try:
            self.client: Any = distributed.Client(address)
        except (OSError, ValueError):
            raise OSError(f"no scheduler answers at {address!r}: give HOST:PORT of one that runs") from None

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Have one call done."""
        found: Future[T] = self.client.get_executor().submit(fn, *args, **kwargs)
        return found

    def map(
        self,
        fn: Callable[..., T],
        *iterables: Iterable[Any],
        timeout: float | None = None,
        chunksize: int = 1,
        buffersize: int | None = None,
    ) -> Iterator[T]:
        """Have a call done for each item, and return the results in their order; few are sent out at once."""
        [shared] = self.client.scatter([fn], broadcast=True, hash=False)
        calls = (
            self.client.submit(_called, *items, shared=shared, pure=False)
            for items in zip(*iterables, strict=False)
        )
        ahead = deque(islice(calls, buffersize or AHEAD * max(sum(self.client.nthreads().values()), 1)))

        def results() -> Iterator[T]:
            while ahead:
                found: T = ahead.popleft().result(timeout)
                ahead.extend(islice(calls, 1))
                yield found

        return results()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster; it runs on."""
        self.client.close()


def _called(*items: Any, shared: Callable[..., T]) -> T:
    return shared(*items)
