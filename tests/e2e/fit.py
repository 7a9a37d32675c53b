"""Whether a screen fits, can be tapped, and shows where the keyboard stands."""

SMALLEST_TAP = 44
LETTER = 16
SIZES = {
    "320 px": (320, 640, LETTER),
    "390 px": (390, 844, LETTER),
    "lying": (844, 390, LETTER),
    "text at 200 %": (390, 844, 2 * LETTER),
}

MISFITS = """([smallest, given]) => {
  const faults = []
  const wide = document.documentElement.scrollWidth
  if (wide > given) faults.push(`scrolls sideways: ${wide} of ${given} px`)
  const name = (element) => {
    const text = element.getAttribute("aria-label") || element.innerText || element.name
    return `${element.localName}.${element.className} “${text.trim().slice(0, 40)}”`
  }
  const isInText = (element) =>
    getComputedStyle(element).display === "inline" && element.localName === "a"
  const targets = "a[href], button, input, select, textarea, summary, label:has(input)"
  for (const element of document.querySelectorAll(targets)) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue
    if (element.matches(".vh, label input") || isInText(element)) continue
    if (element.matches("label:has(.field__input)")) continue
    const { width, height } = element.getBoundingClientRect()
    if (Math.min(width, height) < smallest)
      faults.push(`${width.toFixed(1)} × ${height.toFixed(1)} px: ${name(element)}`)
    const isOver = element.scrollWidth > element.clientWidth + 1
    if (isOver && !element.matches("input, textarea"))
      faults.push(`words run over: ${name(element)}`)
  }
  return faults
}"""

OPEN_ALL = "for (const one of document.querySelectorAll('details')) one.open = true"

STAND = """() => {
  const element = document.activeElement
  if (!element || element === document.body) return null
  const shown = element.matches("label input") ? element.closest("label") : element
  const box = shown.getBoundingClientRect()
  const { outlineStyle, outlineWidth } = getComputedStyle(shown)
  const ring = outlineStyle === "none" ? 0 : parseFloat(outlineWidth)
  const below = Math.min(box.height / 2, innerHeight / 3)
  const there = document.elementFromPoint(box.x + box.width / 2, box.y + below)
  const name = element.getAttribute("aria-label") || shown.innerText || element.name
  const place = [...document.querySelectorAll("*")].indexOf(element)
  return {
    place,
    name: `${element.localName} “${(name ?? "").trim().slice(0, 40)}”`,
    ring,
    isSeen: Boolean(there && (shown.contains(there) || there.contains(shown))),
  }
}"""
MOST_STOPS = 80
THINNEST_RING = 2


def misfits(page):
    """Return what is too wide or too small to tap, at every size, as lines."""
    found = []
    session = page.context.new_cdp_session(page)
    whole = page.viewport_size
    for size, (width, height, letter) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        fonts = {"standard": letter, "fixed": letter}
        session.send("Page.setFontSizes", {"fontSizes": fonts})
        lines = page.evaluate(MISFITS, [SMALLEST_TAP, width])
        found += [f"{size}: {line}" for line in lines]
    page.evaluate(OPEN_ALL)
    lines = page.evaluate(MISFITS, [SMALLEST_TAP, width])
    found += [f"opened: {line}" for line in lines]
    fonts = {"standard": LETTER, "fixed": LETTER}
    session.send("Page.setFontSizes", {"fontSizes": fonts})
    session.detach()
    page.set_viewport_size(whole)
    return found


def unseen_stops(page):
    """Walk the page with the tab key; return the stops that do not show."""
    faults, passed = [], set()
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STAND)
        if stop is None:  # the browser's own bar, or a page exchanged just then
            continue
        if stop["place"] in passed:
            break
        passed.add(stop["place"])
        if stop["ring"] < THINNEST_RING:
            faults.append(f"no ring: {stop['name']}")
        if not stop["isSeen"]:
            faults.append(f"hidden behind something: {stop['name']}")
    return faults if passed else ["no stop at all"]
