/** Distances on the Earth (mirror: fieldapp/domain/distance.py). */

const EARTH_RADIUS_M = 6_371_008.7714
const MAXIMUM_LATITUDE = 90
const MAXIMUM_LONGITUDE = 180

/** @typedef {{ latitude: string, longitude: string }} Place */

/**
 * The great-circle distance between two positions, in whole metres.
 * Positions are WGS 84 degrees in decimal text. A sphere of the mean Earth radius (GRS 80,
 * Moritz 2000) is within 0.6 % of the ellipsoid: enough for the 200 m check-in circle, not
 * for surveying. Throws RangeError for a latitude beyond ±90 or a longitude beyond ±180.
 * @param {Place} here @param {Place} there
 */
export function distanceM(here, there) {
  const [latitude, longitude] = radians(here)
  const [otherLatitude, otherLongitude] = radians(there)
  const north = Math.sin((otherLatitude - latitude) / 2) ** 2
  const east = Math.sin((otherLongitude - longitude) / 2) ** 2
  const chord = north + Math.cos(latitude) * Math.cos(otherLatitude) * east
  return Math.floor(2 * EARTH_RADIUS_M * Math.asin(Math.sqrt(Math.min(chord, 1))) + 0.5)
}

/** @param {Place} position */
function radians(position) {
  const [latitude, longitude] = [Number(position.latitude), Number(position.longitude)]
  if (Math.abs(latitude) > MAXIMUM_LATITUDE || Math.abs(longitude) > MAXIMUM_LONGITUDE) {
    throw new RangeError("a latitude is within ±90, a longitude within ±180")
  }
  return [(latitude * Math.PI) / 180, (longitude * Math.PI) / 180]
}
