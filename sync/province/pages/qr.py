"""QR codes as pictures in a page: whole modules, black on white, with their quiet zone."""

from markupsafe import Markup

QUIET = 4  # modules of white around it (ISO/IEC 18004)


def enrol_payload(address: str, code: str, root: str | None) -> str:
    """Return what an enrolment's QR code says. The address may hold colons: it is what stands before the last fields,
    of which a code has hyphens and the root's SHA-256 is 64 digits.

    Args:
        root: SHA-256 of the first root of what the province signs; None where it signs nothing yet.
    """
    return ":".join(["motcua", "1", address, code, *([root] if root else [])])


def qr_picture(text: str) -> Markup:
    """Return `text` as an SVG element of class "qr"."""
    import qrcode  # loads drawing libraries, which most workers never need

    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return Markup(
        '<svg class="qr" viewBox="0 0 {0} {0}" shape-rendering="crispEdges" aria-hidden="true"><path d="{1}"/></svg>'
    ).format(len(rows), path)
