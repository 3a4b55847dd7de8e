"""What the digits of a 12-digit citizen number used to say: century and sex (4th digit), birth year (5th, 6th).

The circular that fixed this structure lapsed on 1 July 2024; today's law only says "12 digits". So these only ever
feed soft warnings, never an error.
"""

from kiosk.forms.dates import PartialDate

LENGTH = 12
OLD_LENGTH = 9  # chứng minh nhân dân, no longer valid
FIRST_CENTURY = 1900


def says_sex(number: str, sex: str) -> bool:
    """Say whether the number's 4th digit speaks of `sex`, "male" or "female"."""
    return len(number) == LENGTH and ("male", "female")[int(number[3]) % 2] == sex


def says_other_birth_year(number: str, birth: str) -> bool:
    """Say whether the number speaks of another birth year than the (partial) date `birth`."""
    if len(number) != LENGTH:
        return False
    year = FIRST_CENTURY + 100 * (int(number[3]) // 2) + int(number[4:6])
    return year != PartialDate.read(birth).year
