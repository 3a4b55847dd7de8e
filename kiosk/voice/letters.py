"""How villagers name letters on a ticket or in a code: "bê", "xê", "đê". D is "đê", as in "vitamin D"."""

LETTERS = {
    "A": "a", "B": "bê", "C": "xê", "D": "đê", "E": "e", "F": "ép phờ", "G": "giê", "H": "hát", "I": "i", "J": "di",
    "K": "ca", "L": "e lờ", "M": "em mờ", "N": "en nờ", "O": "o", "P": "pê", "Q": "quy", "R": "e rờ", "S": "ét xì",
    "T": "tê", "U": "u", "V": "vê", "W": "vê kép", "X": "ích xì", "Y": "i dài", "Z": "dét",
    "Ă": "á", "Â": "ớ", "Đ": "đê", "Ê": "ê", "Ô": "ô", "Ơ": "ơ", "Ư": "ư",
}  # fmt: skip


def spelled(letters: str) -> str:
    """Return the names of `letters`; what is no letter of a code is left out."""
    return " ".join(LETTERS[one] for one in letters.upper() if one in LETTERS)
