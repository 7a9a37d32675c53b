// A short shake when a step is kept, three when a measure failed.

const PATTERNS = { kept: [10], refused: [60, 60, 60, 60, 60] }

/** @param {keyof typeof PATTERNS} pattern */
export function vibrate(pattern) {
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(PATTERNS[pattern])
}
