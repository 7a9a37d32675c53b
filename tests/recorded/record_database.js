/**
 * Writes what this version of the phone's database holds, once, when its schema gets a step.
 *
 *     node tests/recorded/record_database.js > tests/recorded/databases/1.json
 *
 * The file is committed and never made again: older_database.test.js opens it with every later
 * program.
 */

import { holdClock } from "../../service_worker/clock.js"
import { sha256 } from "../../service_worker/domain/canonical.js"
import { submit } from "../../service_worker/sync/operation_log.js"
import { WHOLE_BATCH } from "../../service_worker/sync/push.js"
import { roundTrip } from "../../service_worker/sync/round.js"
import { MARCOS, visitId } from "../service_worker/company.js"
import { answer, note, readyPhone } from "../service_worker/phone.js"
import { written } from "../service_worker/stored_database.js"

const NOTES = 30
const PHOTO = new Uint8Array(5_000).map((_, index) => index % 251).buffer

holdClock("2026-11-24T15:00:00.000Z")
const { session } = await readyPhone()
const visit_id = visitId(1)
for (const step of ["acknowledge_visit", "start_work"]) {
  await submit(session, step, { visit_id }, { visit_id })
}
await answer(session, "cn", "12.5")
await roundTrip(session, WHOLE_BATCH)

await answer(session, "drop_ok", true)
await attachPhoto()
for (let number = 1; number <= NOTES; number += 1) await note(session, `Observação ${number}`)
process.stdout.write(`${JSON.stringify(await written(`fieldapp-${MARCOS.id}`))}\n`)

async function attachPhoto() {
  const [digest, size_bytes, media_type] = [await sha256(PHOTO), PHOTO.byteLength, "image/jpeg"]
  const place = { taken_at: session.now(), position: { unavailable: "denied" }, item_id: "cn" }
  const photo = { visit_id, sha256: digest, size_bytes, media_type, ...place }
  const blobs = [{ sha256: digest, media_type, bytes: PHOTO.slice(0) }]
  await submit(session, "attach_evidence", photo, { visit_id, blobs })
}
