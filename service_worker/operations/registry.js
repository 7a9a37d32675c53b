/** Every client operation by its name (mirror: fieldapp/operations/registry.py). */

import { operation as acknowledgeVisit } from "./acknowledge_visit.js"
import { operation as addNote } from "./add_note.js"
import { operation as answerChecklistItem } from "./answer_checklist_item.js"
import { operation as arriveOnSite } from "./arrive_on_site.js"
import { operation as attachEvidence } from "./attach_evidence.js"
import { operation as finishVisit } from "./finish_visit.js"
import { operation as pauseWork } from "./pause_work.js"
import { operation as recordContactAttempt } from "./record_contact_attempt.js"
import { operation as removeEvidence } from "./remove_evidence.js"
import { operation as reportCannotComplete } from "./report_cannot_complete.js"
import { operation as requestChange } from "./request_change.js"
import { operation as resolveIssue } from "./resolve_issue.js"
import { operation as resumeWork } from "./resume_work.js"
import { operation as scanDevice } from "./scan_device.js"
import { operation as signOff } from "./sign_off.js"
import { operation as startTravel } from "./start_travel.js"
import { operation as startWork } from "./start_work.js"
import { operation as undo } from "./undo.js"

/** @import { Apply, Authorize } from "./context.js" */

/**
 * One verb and its pure function; `upcasts[n]` makes arguments of version n + 2 of those of n + 1.
 * @typedef {{ name: string, version: number, arguments_: string[], authorize: Authorize, apply: Apply,
 *   upcasts?: ((raw: Record<string, any>) => Record<string, any>)[] }} Operation
 */

/** @type {Operation[]} */
const all = [
  acknowledgeVisit,
  addNote,
  answerChecklistItem,
  arriveOnSite,
  attachEvidence,
  finishVisit,
  pauseWork,
  recordContactAttempt,
  removeEvidence,
  reportCannotComplete,
  requestChange,
  resolveIssue,
  resumeWork,
  scanDevice,
  signOff,
  startTravel,
  startWork,
  undo,
]

export const operations = Object.fromEntries(all.map((operation) => [operation.name, operation]))
