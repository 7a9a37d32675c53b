// The addresses that this worker answers, always, once a person's day is complete here.

import { Router } from "./router.js"
import {
  recordContactAttempt,
  reportCannotComplete,
  showCannotComplete,
} from "./web/cannot_complete.js"
import { answerItem, showChecklist } from "./web/checklists.js"
import { keepDraft } from "./web/drafts.js"
import {
  attachEvidence,
  captionEvidence,
  keepEvidence,
  removeEvidence,
  showEvidence,
  showPhoto,
} from "./web/evidence.js"
import { resolveIssue, showIssue } from "./web/issues.js"
import { addNote } from "./web/notes.js"
import { sendNow, showOutbox } from "./web/outbox.js"
import { keepLanguage, showProfile } from "./web/profile.js"
import { showQueue } from "./web/queue.js"
import { scanCode, showLabel, showScan } from "./web/scans.js"
import { showSignOff, signOff } from "./web/sign_offs.js"
import { takeStep, undoStep } from "./web/steps.js"
import { showVisit } from "./web/visits.js"

export const router = new Router()

router.add("GET", "/queue", showQueue)
router.add("GET", "/visits/:visit_id", showVisit)
router.add("GET", "/visits/:visit_id/checklist", showChecklist)
router.add("POST", "/visits/:visit_id/answers/:item_id", answerItem)
router.add("POST", "/visits/:visit_id/notes", addNote)
router.add("POST", "/visits/:visit_id/acknowledge_visit", takeStep("acknowledge_visit"))
router.add("POST", "/visits/:visit_id/start_travel", takeStep("start_travel"))
router.add("POST", "/visits/:visit_id/arrive_on_site", takeStep("arrive_on_site"))
router.add("POST", "/visits/:visit_id/start_work", takeStep("start_work"))
router.add("POST", "/visits/:visit_id/pause_work", takeStep("pause_work"))
router.add("POST", "/visits/:visit_id/resume_work", takeStep("resume_work"))
router.add("POST", "/visits/:visit_id/finish_visit", takeStep("finish_visit"))
router.add("POST", "/visits/:visit_id/undo", undoStep)
router.add("GET", "/visits/:visit_id/sign_off", showSignOff)
router.add("POST", "/visits/:visit_id/sign_off", signOff)
router.add("POST", "/visits/:visit_id/sign_off_draft", keepDraft("sign_off"))
router.add("GET", "/visits/:visit_id/evidence", showEvidence)
router.add("POST", "/visits/:visit_id/evidence", attachEvidence)
router.add("POST", "/visits/:visit_id/evidence/:sha256/caption", captionEvidence)
router.add("POST", "/visits/:visit_id/evidence/:sha256/keep", keepEvidence)
router.add("POST", "/visits/:visit_id/evidence/:sha256/remove", removeEvidence)
router.add("GET", "/sync/evidence/:sha256", showPhoto)
router.add("GET", "/visits/:visit_id/cannot_complete", showCannotComplete)
router.add("POST", "/visits/:visit_id/cannot_complete", reportCannotComplete)
router.add("POST", "/visits/:visit_id/cannot_complete_draft", keepDraft("cannot_complete"))
router.add("POST", "/visits/:visit_id/contact_attempts", recordContactAttempt)
router.add("GET", "/outbox", showOutbox)
router.add("POST", "/outbox", sendNow)
router.add("GET", "/issues/:issue_id", showIssue)
router.add("POST", "/issues/:issue_id", resolveIssue)
router.add("GET", "/profile", showProfile)
router.add("POST", "/profile", keepLanguage)
router.add("GET", "/scan", showScan)
router.add("POST", "/scans", scanCode)
router.add("GET", "/D/:code", showLabel)
