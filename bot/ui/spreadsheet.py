"""Cells that a spreadsheet program shows and never runs."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a cell must not begin with: programs take it for a formula, some even for a command of the machine."""

Cell = str | int | float | None


def harmless(value: Cell) -> Cell:
    """Text that would be run gets an apostrophe in front, which spreadsheet programs do not show; numbers stay."""
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA):
        return f"'{value}"
    return value
