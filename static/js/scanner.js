/**
 * The scanner in the page: shows what the camera sees, reads a code out of it and hands
 * the text to the form beside it. What was read is text; it is never opened.
 */

import { codeReader } from "./code_reader.js"

const PAUSE_MS = 90
const LONGEST = 200
/** The code in the address of a label: an item asks for what stands on the device. */
const OWN_ADDRESS = /^https?:\/\/[^/?#]+\/D\/([^/?#]+)$/i
const WANTED = {
  facingMode: { ideal: "environment" },
  width: { ideal: 1920 },
  height: { ideal: 1080 },
}
/** @type {Record<string, string>} */
const SENTENCES = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "missing",
  OverconstrainedError: "missing",
  NetworkError: "unreadable",
}
/** Until the app closes. @type {{ isTorchOn: boolean, lens: string | null }} */
const memory = { isTorchOn: false, lens: null }

class CodeScanner extends HTMLElement {
  /** @type {MediaStream | null} */
  #stream = null
  /** A loop stops when another one has begun. */
  #round = 0
  #wasLive = false
  #isAwake = false

  connectedCallback() {
    if (!this.#isAwake) this.#wake()
    this.#isAwake = true
    document.addEventListener("visibilitychange", this)
    this.#startIfAllowed()
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this)
    this.#stop()
  }

  /** Back from another app the stream is dead on most phones: it is opened anew. */
  handleEvent() {
    if (document.hidden) {
      this.#wasLive = this.#stream !== null
      this.#stop()
    } else if (this.#wasLive) this.#start()
  }

  /** Once: a page that is exchanged under it may move it. */
  #wake() {
    for (const type of ["change", "input"])
      this.addEventListener(type, (event) => event.stopPropagation())
    this.#part("[data-open]").addEventListener("click", () => this.#start())
    this.#part("[data-torch]").addEventListener("click", () => this.#turnTorch(!memory.isTorchOn))
    this.#part("[data-lens]").addEventListener("click", () => this.#nextLens())
    this.#part("[data-zoom] input").addEventListener("input", (event) => this.#zoom(event))
    this.#part("[data-picture]").addEventListener("change", (event) => this.#readPicture(event))
  }

  get #video() {
    return /** @type {HTMLVideoElement} */ (this.#part("video"))
  }

  /** Who has said yes before is not asked to tap; a result is read first, an item by will. */
  async #startIfAllowed() {
    if (this.closest("form") || document.querySelector("[data-scan-result]")) return
    const name = /** @type {PermissionName} */ ("camera")
    const permission = await navigator.permissions?.query({ name }).catch(() => null)
    if (permission?.state === "granted" && this.isConnected && !document.hidden) this.#start()
  }

  async #start() {
    this.#stop()
    this.#say(null)
    const round = ++this.#round
    try {
      if (!navigator.mediaDevices) throw new DOMException("", "NotFoundError")
      const lens = memory.lens ? { deviceId: { exact: memory.lens } } : {}
      const stream = await navigator.mediaDevices.getUserMedia({ video: { ...WANTED, ...lens } })
      if (round !== this.#round || !this.isConnected) return endAll(stream)
      this.#stream = stream
      await this.#show(stream)
      await this.#look(round)
    } catch (fault) {
      this.#fail(/** @type {Error} */ (fault).name)
    }
  }

  /** @param {MediaStream} stream */
  async #show(stream) {
    const [track] = stream.getVideoTracks()
    track.addEventListener("ended", () => this.#fail("stopped"))
    this.#video.srcObject = stream
    this.#live(true)
    await this.#video.play().catch(() => {})
    await this.#offerTools(track)
  }

  /** @param {number} round */
  async #look(round) {
    const read = await codeReader(this.#files)
    while (round === this.#round && this.#stream) {
      const code = this.#video.videoWidth ? await read(this.#video) : null
      if (code && round === this.#round) return this.#hand(code, "camera")
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    }
  }

  /** @param {Event} event */
  async #readPicture({ target }) {
    const picker = /** @type {HTMLInputElement} */ (target)
    const [file] = picker.files ?? []
    if (!file) return
    this.#stop()
    try {
      const read = await codeReader(this.#files)
      const picture = await createImageBitmap(file).catch(() => null)
      const code = picture && (await read(picture))
      picture?.close()
      if (code) this.#hand(code, "photo")
      else this.#say("nothing")
    } catch (fault) {
      this.#fail(/** @type {Error} */ (fault).name)
    }
    picker.value = ""
  }

  /** @param {import("./code_reader.js").Code} code @param {string} source */
  #hand({ text, symbology }, source) {
    this.#stop()
    navigator.vibrate?.(10)
    const item = this.closest("form")
    const form = item ?? document.querySelector("[data-code-form]")
    if (!(form instanceof HTMLFormElement)) return
    const value = (OWN_ADDRESS.exec(text)?.[1] ?? text).slice(0, LONGEST)
    const fields = item ? { value } : { code: text.slice(0, LONGEST), symbology, source }
    for (const [name, value] of Object.entries(fields)) {
      const field = form.elements.namedItem(name)
      if (field instanceof HTMLInputElement) field.value = value
    }
    form.requestSubmit()
  }

  #stop() {
    this.#round += 1
    if (this.#stream) endAll(this.#stream)
    this.#stream = null
    this.#video.srcObject = null
    this.#live(false)
  }

  /** No change of the page takes a live camera away. @param {boolean} isLive */
  #live(isLive) {
    this.toggleAttribute("data-live", isLive)
    for (const part of ["[data-view]", "[data-tools]"]) this.#part(part).hidden = !isLive
    this.#part("[data-open]").hidden = isLive
  }

  /** @param {string} name */
  #fail(name) {
    this.#stop()
    this.#say(SENTENCES[name] ?? "stopped")
  }

  /** @param {string | null} sentence */
  #say(sentence) {
    const words = this.querySelector(`template[data-sentence="${sentence}"]`)
    const text = words instanceof HTMLTemplateElement ? words.content.textContent : null
    this.#part("[data-words]").textContent = text
    this.#part("[data-say]").hidden = text === null
  }

  /** @param {MediaStreamTrack} track */
  async #offerTools(track) {
    const can = /** @type {any} */ (track.getCapabilities?.() ?? {})
    this.#part("[data-torch]").hidden = !("torch" in can)
    if ("torch" in can && memory.isTorchOn) await this.#turnTorch(true)
    this.#part("[data-zoom]").hidden = !("zoom" in can)
    const range = /** @type {HTMLInputElement} */ (this.#part("[data-zoom] input"))
    if ("zoom" in can) {
      const { min, max, step } = can.zoom
      const { zoom } = /** @type {any} */ (track.getSettings())
      Object.assign(range, { min, max, step: step || 0.1, value: zoom ?? min })
    }
    this.#part("[data-lens]").hidden = (await lenses()).length < 2
  }

  async #nextLens() {
    const all = await lenses()
    const now = this.#stream?.getVideoTracks()[0]?.getSettings().deviceId
    const next = all[(all.findIndex(({ deviceId }) => deviceId === now) + 1) % all.length]
    memory.lens = next?.deviceId ?? null
    await this.#start()
  }

  /** @param {boolean} isOn */
  async #turnTorch(isOn) {
    if (!(await this.#constrain({ torch: isOn }))) return
    memory.isTorchOn = isOn
    this.#part("[data-torch]").setAttribute("aria-pressed", String(isOn))
  }

  /** @param {Event} event */
  #zoom({ target }) {
    this.#constrain({ zoom: Number(/** @type {HTMLInputElement} */ (target).value) })
  }

  /** @param {Record<string, unknown>} wanted @returns {Promise<boolean>} */
  async #constrain(wanted) {
    const [track] = this.#stream?.getVideoTracks() ?? []
    const applied = track?.applyConstraints(/** @type {any} */ ({ advanced: [wanted] }))
    return applied ? applied.then(() => true).catch(() => false) : false
  }

  get #files() {
    const { reader = "", wasm = "" } = this.dataset
    return { script: reader, wasm }
  }

  /** @param {string} selector */
  #part(selector) {
    return /** @type {HTMLElement} */ (this.querySelector(selector))
  }
}

/** @param {MediaStream} stream */
function endAll(stream) {
  for (const track of stream.getTracks()) track.stop()
}

async function lenses() {
  const all = await navigator.mediaDevices.enumerateDevices()
  return all.filter(({ kind }) => kind === "videoinput")
}

customElements.define("code-scanner", CodeScanner)
