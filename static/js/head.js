// What stands in the head of a technician page and runs before the first paint.

import "./theme.js"
import "./after_first_paint.js"
