// The technician's day; mirror: fieldapp/web/technician/queue.py.

import { queueScreen } from "../screens/queue.js"
import { visibleRows } from "../store/queue.js"
import { sceneOf, show } from "./answering.js"

/** @type {import("./handler.js").Handler} */
export async function showQueue(request, _params, session) {
  const [rows, scene] = await Promise.all([
    session.database.read(["queue"], visibleRows),
    sceneOf(session),
  ])
  return show(session, request, "queue/index.html", queueScreen(rows, scene))
}
