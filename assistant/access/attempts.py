"""How often an address may try to come in: five times at once, then ever more slowly."""

import ipaddress
import threading
from collections import OrderedDict
from collections.abc import Callable
from time import monotonic

# Tries that cost no wait; then 1, 2, 4 … seconds after each, 300 at most.
FREE = 5
LONGEST = 300.0
# Seconds without a try after which an address begins anew.
FORGOTTEN = 3_600.0
# Addresses that are remembered; the ones that were quiet longest go first.
REMEMBERED = 10_000


class Attempts:
    """Failed tries by address. A try counts as failed from its beginning, so that many at once are no way around."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._tries: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, address: str) -> float:
        """Seconds that this address has to wait; 0 where it may try now, and the try is counted."""
        known, now = _network(address), self._clock()
        with self._lock:
            count, latest = self._tries.get(known, (0, now))
            if now - latest > FORGOTTEN:
                count = 0
            wait = latest + _pause(count) - now
            if wait > 0:
                return wait
            self._tries[known] = (count + 1, now)
            self._tries.move_to_end(known)
            while len(self._tries) > REMEMBERED:
                self._tries.popitem(last=False)
        return 0.0

    def succeeded(self, address: str) -> None:
        """The address has come in: its failed tries are forgotten."""
        with self._lock:
            self._tries.pop(_network(address), None)


def _pause(count: int) -> float:
    return 0.0 if count < FREE else min(2.0 ** min(count - FREE, 20), LONGEST)


def _network(address: str) -> str:
    """What counts as one address: of IPv6 the 64 bits that one customer is given."""
    try:
        read = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if read.version == 6 and read.ipv4_mapped is None:
        return str(ipaddress.ip_network((int(read), 64), strict=False))
    return str(read)
