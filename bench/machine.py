"""What the figures were measured on: without that they say nothing."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path


@dataclass(frozen=True)
class Machine:
    """A machine and the day it was measured on."""

    processor: str
    cores: int
    memory_gb: float
    python: str
    rasa: str
    load: float
    """How many processes wanted a processor, on average over a quarter of an hour."""
    day: str

    def sentence(self) -> str:
        """As it stands under a table."""
        return (
            f"Measured on {self.day} on {self.cores} cores of {self.processor} with "
            f"{self.memory_gb:.0f} GB, Python {self.python}, Rasa {self.rasa}, while "
            f"{self.load:.1f} processes on average wanted a processor."
        )


def describe() -> Machine:
    """This machine, now (Linux)."""
    names = [
        line.split(":", 1)[1].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return Machine(
        processor=names[0] if names else platform.machine(),
        cores=os.cpu_count() or 1,
        memory_gb=memory / 2**30,
        python=platform.python_version(),
        rasa=version("rasa"),
        load=os.getloadavg()[2],
        day=date.today().isoformat(),
    )
