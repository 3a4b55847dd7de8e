"""Under which names the hall server answers. A foreign page that points its own name at our address gets nothing.

Such a page ("DNS rebinding") would otherwise count as ours in the clerk's browser. It cannot own an address in figures,
a name without a dot, or one of the endings that no public name has.
"""

import ipaddress
from urllib.parse import urlsplit

# RFC 6762, RFC 8375, ICANN's resolution 2024.07.29.06 (.internal); .lan is what many routers use.
OWN_ENDINGS = (".local", ".lan", ".home.arpa", ".internal", ".localhost")


def is_own(host: str, address: str) -> bool:
    """
    Args:
        host: the header of a request, with or without a port; "" where there was none, as no browser does.
        address: of the hall server as its settings name it; may be empty.
    """
    name = _name(f"//{host}")
    if name is None:
        return False
    return "." not in name or name.endswith(OWN_ENDINGS) or _is_figures(name) or name == _name(address)


def _name(address: str) -> str | None:
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return None


def _is_figures(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
