// Measures pictures for pytest: one {"rgba", "width", "height"} a line, one answer a line.

import { createInterface } from "node:readline"
import { fingerprint } from "../../service_worker/domain/likeness.js"
import { measured } from "../../static/js/photo_measures.js"

for await (const line of createInterface({ input: process.stdin })) {
  const { rgba, width, height } = JSON.parse(line)
  const { fault, cells } = measured({ data: Buffer.from(rgba, "base64"), width, height })
  process.stdout.write(`${JSON.stringify({ fault, cells, fingerprint: fingerprint(cells) })}\n`)
}
