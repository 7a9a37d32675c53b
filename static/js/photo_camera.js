/**
 * The camera inside the page, so that no camera app kills it: opens at a slot, hands
 * each frame over as "phototaken", says "camerafailed" with a code when it cannot.
 */

const WANTED = {
  audio: false,
  video: { facingMode: { ideal: "environment" }, width: { ideal: 2048 }, height: { ideal: 1536 } },
}
const CODES = {
  NotAllowedError: "camera_denied",
  SecurityError: "camera_denied",
  NotFoundError: "camera_missing",
  OverconstrainedError: "camera_missing",
}
const memory = { isTorchOn: false }

class PhotoCamera extends HTMLElement {
  /** @type {MediaStream | null} */
  #stream = null
  /** @type {{ item: string, repeats: string }} what the next photo is for */
  #goal = { item: "", repeats: "" }
  #taken = 0

  connectedCallback() {
    this.#on("[data-shutter]", () => this.#take())
    this.#on("[data-torch]", () => this.#turnTorch(!memory.isTorchOn))
    this.#on("[data-close]", () => this.close())
    this.dialog.addEventListener("close", () => this.#stop())
    document.addEventListener("visibilitychange", this)
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this)
    this.#stop()
  }

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector("dialog"))
  }

  get video() {
    return /** @type {HTMLVideoElement} */ (this.querySelector("video"))
  }

  /** @param {{ item: string, repeats: string }} goal @param {string} label */
  async open(goal, label) {
    this.#goal = goal
    this.#count(0)
    const title = this.querySelector("[data-slot]")
    if (title) title.textContent = label
    if (await this.#start()) this.dialog.showModal()
  }

  close() {
    this.dialog.close()
  }

  /** Back from another app: the stream is dead on most phones, so it is opened anew. */
  handleEvent() {
    if (!this.dialog.open) return
    if (document.hidden) this.#stop()
    else this.#start()
  }

  async #start() {
    this.#stop()
    try {
      if (!navigator.mediaDevices) throw new DOMException("", "NotFoundError")
      this.#stream = await navigator.mediaDevices.getUserMedia(WANTED)
    } catch (fault) {
      this.#fail(CODES[/** @type {keyof typeof CODES} */ (/** @type {Error} */ (fault).name)])
      return false
    }
    const [track] = this.#stream.getVideoTracks()
    track.addEventListener("ended", () => this.#fail("camera_stopped"))
    this.video.srcObject = this.#stream
    await this.video.play().catch(() => {})
    this.#offerTorch(track)
    return true
  }

  #stop() {
    for (const track of this.#stream?.getTracks() ?? []) track.stop()
    this.#stream = null
    this.video.srcObject = null
  }

  /** @param {string | undefined} code */
  #fail(code) {
    if (this.dialog.open) this.close()
    this.#say("camerafailed", { code: code ?? "camera_stopped", ...this.#goal })
  }

  async #take() {
    if (!this.video.videoWidth) return
    const frame = await createImageBitmap(this.video)
    navigator.vibrate?.(10)
    this.#say("phototaken", { frame, ...this.#goal })
    if (this.#goal.item || this.#goal.repeats) this.close()
    else this.#count(this.#taken + 1)
  }

  /** Free photos go on until she closes. @param {number} taken */
  #count(taken) {
    this.#taken = taken
    const place = /** @type {HTMLElement | null} */ (this.querySelector("[data-taken]"))
    if (!place) return
    place.textContent = String(taken)
    place.hidden = taken === 0
  }

  /** @param {MediaStreamTrack} track */
  #offerTorch(track) {
    const button = /** @type {HTMLElement | null} */ (this.querySelector("[data-torch]"))
    const hasTorch = "torch" in (track.getCapabilities?.() ?? {})
    if (button) button.hidden = !hasTorch
    if (hasTorch && memory.isTorchOn) this.#turnTorch(true)
  }

  /** @param {boolean} isOn */
  async #turnTorch(isOn) {
    const [track] = this.#stream?.getVideoTracks() ?? []
    if (!track) return
    await track.applyConstraints(/** @type {any} */ ({ advanced: [{ torch: isOn }] }))
    memory.isTorchOn = isOn
    this.querySelector("[data-torch]")?.setAttribute("aria-pressed", String(isOn))
  }

  /** @param {string} name @param {object} detail */
  #say(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }))
  }

  /** @param {string} selector @param {() => void} act */
  #on(selector, act) {
    this.querySelector(selector)?.addEventListener("click", act)
  }
}

if (!customElements.get("photo-camera")) customElements.define("photo-camera", PhotoCamera)
