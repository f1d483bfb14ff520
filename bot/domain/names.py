"""What people are called in front of strangers."""

NAMELESS = "–"
"""For whoever calls themselves by signs that nobody sees: a line must not end in the air."""


def first_name(name: str) -> str:
    """The first word of a name: enough to greet somebody at the door, too little to look them up."""
    return (name.split() or [""])[0]
