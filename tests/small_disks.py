"""Functions of disk_runs.py on a small file system of their own, which goes with their process.

The kernel gives it in a name space of the user's own (`unshare`), so that no right is needed where such are allowed;
where they are not the test is skipped, saying so.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).resolve().parent
SPACE = ("unshare", "--user", "--map-root-user", "--mount")


def on_a_small_disk(function: str, folder: Path, megabytes: int, *arguments: object) -> Any:
    """What a function of disk_runs.py returns, called with `folder`, where an empty disk of that size is mounted."""
    if shutil.which("unshare") is None or subprocess.run([*SPACE, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system gives no name space for a small file system (unshare --user --mount)")
    folder.mkdir(exist_ok=True)
    mounted = f'mount -t tmpfs -o size={megabytes}m none "$1" && exec "$2" "$3" "$4" "$1" "$5"'
    given = [str(folder), sys.executable, str(TESTS / "disk_runs.py"), function, json.dumps(arguments)]
    done = subprocess.run(
        [*SPACE, "sh", "-c", mounted, "sh", *given],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS.parent), str(TESTS)])},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
