"""The work radii that are one tap away; any other is typed."""

RADII_KM = (3, 5, 10, 15, 25)
