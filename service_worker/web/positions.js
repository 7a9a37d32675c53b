// Where a form says that the phone was.

/** The last fix of the page, or the reason why there is none. @param {URLSearchParams} form */
export function positionIn(form) {
  const latitude = form.get("latitude")
  if (!latitude) return { unavailable: form.get("unavailable") || "unsupported" }
  return {
    latitude,
    longitude: form.get("longitude") ?? "",
    accuracy_m: Math.round(Number(form.get("accuracy_m"))),
    taken_at: form.get("taken_at") ?? "",
  }
}
