"""Matrix products on one thread, wherever the library is used and whatever the environment says.

The matrices here are small: the threads of BLAS wait for each other longer than they work (a report takes three times as long on
two cores), and processes that read reports side by side would each start as many. Rows are the same on any number of threads.
"""

from __future__ import annotations

import threading
from contextlib import ContextDecorator

import numpy as np  # noqa: F401 - the controller knows the libraries that are loaded when it is made
from threadpoolctl import ThreadpoolController


class OneThread(ContextDecorator):
    """
    Limits BLAS for the whole process while the thread that came first is inside, then gives back what the program had.

    Who comes while another thread holds the limit changes nothing: OpenBLAS takes orders from one thread at a time.
    """

    def __init__(self) -> None:
        """Look for the libraries; that takes milliseconds, entering takes microseconds."""
        self._blas = ThreadpoolController().select(user_api="blas")
        self._lock = threading.Lock()
        self._holder: int | None = None
        self._depth = 0

    def __enter__(self) -> None:
        with self._lock:
            if self._holder is None:
                self._holder = threading.get_ident()
                self._limit = self._blas.limit(limits=1).__enter__()
            self._depth += self._holder == threading.get_ident()

    def __exit__(self, *error: object) -> None:
        with self._lock:
            if self._holder == threading.get_ident():
                self._depth -= 1
                if not self._depth:
                    self._holder = None
                    self._limit.__exit__(*error)


one_blas_thread = OneThread()
"""The number of threads belongs to the process, so one for all; a context manager and a decorator."""
