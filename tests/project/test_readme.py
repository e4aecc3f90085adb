"""The README's examples are true."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_command_in_the_readme_prints_what_it_shows() -> None:
    """Line for line, up to the ellipsis."""
    block = re.search(r"```\n\$ GUIDE_TODAY=(\S+) python (.*)\n([^`]*?)\s*…\n```", README)
    assert block
    today, command, shown = block.groups()
    ran = subprocess.run(
        [sys.executable, *command.split()],
        cwd=ROOT,
        env={"GUIDE_TODAY": today, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.startswith(shown)


def test_the_python_in_the_readme_runs() -> None:
    """And gives the date that its comment names."""
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert code
    names: dict[str, object] = {}
    exec(code.group(1).replace("advise(case,", "appeal_by = advise(case,"), names)  # noqa: S102
    assert names["appeal_by"] == date(2026, 12, 29)


def test_every_file_that_the_readme_links_to_exists() -> None:
    """No link leads nowhere."""
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
