"""The run with faults injected, in small: no turn is silent, doubled, lost or wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def test_a_run_with_many_faults_loses_nothing(guide_model: Path) -> None:
    """Two hundred turns at three times the usual rate; the whole run is `bench/faults.py`."""
    done = subprocess.run(
        [sys.executable, "bench/faults.py", "--turns", "200", "--rate", "0.03", "--seed", "3"],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=180,
    )  # fmt: skip
    assert "silent 0, doubled 0, lost 0, wrong 0" in done.stdout, done.stdout[-1500:]
    assert done.returncode == 0
