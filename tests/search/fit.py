"""Fits the weights of kiosk/catalogue/search/sureness.py to the seen queries: `python -m tests.search.fit`.

Not a test. Run it when the word lists have changed much, and put what it prints into WEIGHTS.
"""

import tempfile
from pathlib import Path

import numpy as np

from kiosk.catalogue.bundled import bundled_procedures
from kiosk.catalogue.library import LOOKED_AT, Library
from kiosk.catalogue.search.sureness import signs
from kiosk.clock import SystemClock
from kiosk.commands.bench.queries import SEEN, read_queries
from kiosk.store.database import Store

RIDGE = 0.3
ROUNDS = 80
NAMES_WEIGH = 0.3  # a name of a procedure against a query that somebody wrote


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Store(Path(folder) / "hall.db", SystemClock()))
        asked = [(one.text, bool(one.accept), 1.0) for one in read_queries(SEEN)]
        for procedure in bundled_procedures():
            asked += [(text, True, NAMES_WEIGH) for text in (procedure.short_name, *procedure.aliases[:3])]
        rows = [
            (signs(found), good, weight) for text, good, weight in asked if (found := library.matches(text, LOOKED_AT))
        ]
    values = np.array([row[0] for row in rows])
    good, weight = np.array([row[1] for row in rows], float), np.array([row[2] for row in rows])
    fitted = np.zeros(values.shape[1])
    penalty = RIDGE * np.array([0.0, *[1.0] * (values.shape[1] - 1)])
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-values @ fitted))
        slope = values.T @ (weight * (likely - good)) + penalty * fitted
        curve = (values * (weight * likely * (1 - likely))[:, None]).T @ values + RIDGE * np.eye(len(fitted))
        fitted -= np.linalg.solve(curve, slope)
    print("WEIGHTS =", tuple(round(float(one), 2) for one in fitted))


if __name__ == "__main__":
    main()
