"""A child that does not outlive `kiosk run`: when its parent is killed, the system asks it to end.

The child asks for this itself, first thing: code between fork and exec is not safe in a parent with threads.
"""

import ctypes
import os
import signal
import sys

PARENT = "KIOSK_PARENT"  # the environment's name for the process to end with
PR_SET_PDEATHSIG = 1
ANEW = 75  # the exit code by which a child of `kiosk run` asks to be started again at once


def leave_no_core_file() -> None:
    """Let no crash write this process's memory to the disk: it may hold what a villager is answering."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def tied_to_us() -> dict[str, str]:
    """Return the environment of a child that ends when the thread that starts it does."""
    return {PARENT: str(os.getpid())}


def end_with_parent() -> None:
    """Ask to be ended with the parent that said so in the environment; end at once when it is gone already.

    Only Linux can. Source:
        https://man7.org/linux/man-pages/man2/PR_SET_PDEATHSIG.2const.html
    """
    parent = os.environ.pop(PARENT, None)
    if parent is None or sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, ctypes.c_ulong(signal.SIGTERM))
    if str(os.getppid()) != parent:
        sys.exit(1)
