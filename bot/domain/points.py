"""A place on the earth."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """WGS 84 degrees. Always made by keyword or by (lat, lon): swapped coordinates are a classic of the trade."""

    lat: float
    lon: float

    def __post_init__(self) -> None:
        """A point off the globe is a bug of whoever made it."""
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            raise ValueError(f"not on the globe: lat={self.lat}, lon={self.lon}")

    @property
    def rough(self) -> "Point":
        """The same to about a kilometre: enough to count by, too little to find a door."""
        return Point(lat=round(self.lat, 2), lon=round(self.lon, 2))
