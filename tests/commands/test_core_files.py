"""A crash must not write a villager's answers from memory to the disk."""

import subprocess
import sys

CRASH = """import resource
from kiosk.commands.parent import leave_no_core_file
leave_no_core_file()
print(*resource.getrlimit(resource.RLIMIT_CORE))"""


def test_no_crash_leaves_a_core_file():
    told = subprocess.run([sys.executable, "-c", CRASH], capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout == "0 0\n"
