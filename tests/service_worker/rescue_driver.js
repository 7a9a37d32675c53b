// Answers tests/rescue_files.py: what a phone holds in, its rescue file out.

import { text } from "node:stream/consumers"
import { rescueFiles } from "../../static/js/rescue_file.js"

const held = JSON.parse(await text(process.stdin))
const files = await rescueFiles({
  ...held,
  evidence: held.evidence.map(({ sha256, base64 }) => ({ sha256, read: () => bytesOf(base64) })),
})
process.stdout.write(await files[0].text())

/** @param {string} base64 */
async function bytesOf(base64) {
  return new Uint8Array(Buffer.from(base64, "base64")).buffer
}
