/** Compares chosen or dropped files with the originals, on this device only. */

const section = document.querySelector("[data-check]")
if (section instanceof HTMLElement) watch(section)

/** @param {HTMLElement} section */
function watch(section) {
  const drop = section.querySelector("[data-drop]")
  const input = section.querySelector("input")
  input?.addEventListener("change", () => checkAll(section, input.files))
  drop?.addEventListener("dragover", (event) => {
    event.preventDefault()
    drop.toggleAttribute("data-over", true)
  })
  drop?.addEventListener("dragleave", () => drop.toggleAttribute("data-over", false))
  drop?.addEventListener("drop", (event) => {
    event.preventDefault()
    drop.toggleAttribute("data-over", false)
    checkAll(section, /** @type {DragEvent} */ (event).dataTransfer?.files)
  })
}

/** @param {HTMLElement} section @param {FileList | null | undefined} files */
async function checkAll(section, files) {
  section.querySelector("[data-results]")?.replaceChildren()
  for (const file of files ?? []) say(section, file.name, await kindOf(section, file))
}

/**
 * Return "pdf" or "photo" for an original, "other" for any other file.
 * @param {HTMLElement} section @param {File} file @returns {Promise<string>}
 */
async function kindOf(section, file) {
  if (!globalThis.crypto?.subtle) return "insecure"
  const digest = hex(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()))
  const found = section.querySelector(`[data-original="${digest}"]`)
  return found?.getAttribute("data-kind") ?? "other"
}

/** @param {ArrayBuffer} bytes */
function hex(bytes) {
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("")
}

/** @param {HTMLElement} section @param {string} name @param {string} kind */
function say(section, name, kind) {
  const template = section.querySelector("template")
  const line = template?.content.cloneNode(true)
  if (!(line instanceof DocumentFragment)) return
  const note = line.querySelector(".note")
  const is_good = kind === "pdf" || kind === "photo"
  note?.setAttribute("data-s", is_good ? "done" : "late")
  note?.setAttribute("data-result", kind)
  const [, title, sentence] = line.querySelectorAll("span, b")
  title.textContent = name
  sentence.textContent = section.dataset[kind] ?? ""
  section.querySelector("[data-results]")?.append(line)
}
