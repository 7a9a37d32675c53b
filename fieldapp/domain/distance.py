"""Distances on the Earth (mirror: service_worker/domain/distance.js)."""

from math import asin, cos, floor, radians, sin, sqrt

EARTH_RADIUS_M = 6_371_008.7714
MAXIMUM_LATITUDE = 90
MAXIMUM_LONGITUDE = 180


def distance_m(here: dict[str, str], there: dict[str, str]) -> int:
    """Return the great-circle distance between two positions, in whole metres.

    Positions hold `latitude` and `longitude` as WGS 84 degrees in decimal text. A
    sphere of the mean Earth radius (GRS 80, Moritz 2000) is within 0.6 % of the
    ellipsoid: enough for the 200 m check-in circle, not for surveying.
    Raises ValueError for a latitude beyond ±90 or a longitude beyond ±180.
    """
    (latitude, longitude), (other_latitude, other_longitude) = (
        _radians(here),
        _radians(there),
    )
    north = sin((other_latitude - latitude) / 2) ** 2
    east = sin((other_longitude - longitude) / 2) ** 2
    chord = north + cos(latitude) * cos(other_latitude) * east
    return floor(2 * EARTH_RADIUS_M * asin(sqrt(min(chord, 1))) + 0.5)


def _radians(position: dict[str, str]) -> tuple[float, float]:
    latitude, longitude = float(position["latitude"]), float(position["longitude"])
    if abs(latitude) > MAXIMUM_LATITUDE or abs(longitude) > MAXIMUM_LONGITUDE:
        raise ValueError("a latitude is within ±90, a longitude within ±180")
    return radians(latitude), radians(longitude)
