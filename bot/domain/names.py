"""What people are called in front of strangers."""


def first_name(name: str) -> str:
    """The first word of a name: enough to greet somebody at the door, too little to look them up."""
    return (name.split() or [""])[0]
