"""QR codes and bars as pictures in a page: whole modules, black on white, with their quiet zones.

What makes them loads drawing libraries, so it is loaded with the first one: most hall servers never need them.
"""

from markupsafe import Markup

QR_QUIET = 4  # modules of white around a QR code (ISO/IEC 18004)
BAR_QUIET = 10  # modules of white beside a Code 128 (ISO/IEC 15417)
MOST_BYTES = 600  # of a QR code that a scanner still reads from the corner of an A5 paper


def qr_picture(text: str) -> Markup:
    """Return `text` as an SVG element of class "qr"; nothing where there is no text, or too much of it."""
    if not text or len(text.encode()) > MOST_BYTES:
        return Markup()
    import qrcode

    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=QR_QUIET)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return _picture("qr", len(rows), len(rows), path)


def bars_picture(text: str) -> Markup:
    """Return `text` as the bars of a Code 128, an SVG element of class "bars"."""
    from barcode import Code128

    modules = Code128(text).build()[0]
    path = "".join(f"M{BAR_QUIET + at} 0h1v10h-1z" for at, one in enumerate(modules) if one == "1")
    return _picture("bars", len(modules) + 2 * BAR_QUIET, 10, path)


def _picture(name: str, width: int, height: int, path: str) -> Markup:
    # Stretched by the style sheet: bars may be, and a QR code is square.
    return Markup(
        '<svg class="{}" viewBox="0 0 {} {}" preserveAspectRatio="none" shape-rendering="crispEdges" '
        'aria-hidden="true"><path d="{}"/></svg>'
    ).format(name, width, height, path)
