"""From typed words to a place and from a pin to words, with a cache and with a way that needs no network."""

from bot.geocoding.geocoder import Geocoder

__all__ = ["Geocoder"]
