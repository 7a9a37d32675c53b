// Finds a code in a picture: with what the browser has, else with ZXing, whose files we serve.

/** @typedef {{ text: string, symbology: string }} Code */
/** @typedef {(picture: HTMLVideoElement | ImageBitmap) => Promise<Code | null>} Reader */

/** What maker's and own labels carry: as browsers call it, as ZXing does. @type {Record<string, string>} */
const FORMATS = {
  qr_code: "QRCode",
  data_matrix: "DataMatrix",
  code_128: "Code128",
  code_39: "Code39",
}
const WIDEST = 1280

/** @type {{ reader: Promise<Reader> | null }} */
const kept = { reader: null }

/** @param {{ script: string, wasm: string }} files @returns {Promise<Reader>} */
export function codeReader(files) {
  kept.reader ??= nativeReader().then((native) => native ?? zxingReader(files))
  kept.reader.catch(() => (kept.reader = null))
  return kept.reader
}

/** @returns {Promise<Reader | null>} */
async function nativeReader() {
  const { BarcodeDetector } = /** @type {any} */ (globalThis)
  const supported = (await BarcodeDetector?.getSupportedFormats().catch(() => [])) ?? []
  if (!supported.includes("qr_code")) return null
  const formats = Object.keys(FORMATS).filter((format) => supported.includes(format))
  const detector = new BarcodeDetector({ formats })
  return async (picture) => {
    const [found] = await detector.detect(picture)
    return found ? { text: found.rawValue, symbology: found.format } : null
  }
}

/** @param {{ script: string, wasm: string }} files @returns {Promise<Reader>} */
async function zxingReader({ script, wasm }) {
  await loaded(script)
  const { ZXingWASM } = /** @type {any} */ (globalThis)
  await ZXingWASM.prepareZXingModule({
    overrides: { locateFile: () => wasm },
    fireImmediately: true,
  })
  const wanted = { formats: Object.values(FORMATS), tryHarder: true, maxNumberOfSymbols: 1 }
  const canvas = document.createElement("canvas")
  return async (picture) => {
    const [found] = await ZXingWASM.readBarcodes(pixelsOf(picture, canvas), wanted)
    return found?.isValid ? { text: found.text, symbology: nameOf(found.format) } : null
  }
}

/** @param {HTMLVideoElement | ImageBitmap} picture @param {HTMLCanvasElement} canvas */
function pixelsOf(picture, canvas) {
  const isVideo = picture instanceof HTMLVideoElement
  const width = isVideo ? picture.videoWidth : picture.width
  const height = isVideo ? picture.videoHeight : picture.height
  const scale = Math.min(1, WIDEST / Math.max(width, height))
  canvas.width = Math.max(1, Math.round(width * scale))
  canvas.height = Math.max(1, Math.round(height * scale))
  const context = canvas.getContext("2d", { willReadFrequently: true })
  if (!context) throw new DOMException("", "InvalidStateError")
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

/** @param {string} format as ZXing calls it */
function nameOf(format) {
  return Object.keys(FORMATS).find((name) => FORMATS[name] === format) ?? "other"
}

/** @param {string} src @returns {Promise<void>} */
function loaded(src) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script")
    script.addEventListener("load", () => resolve())
    script.addEventListener("error", () => reject(new DOMException("", "NetworkError")))
    script.src = src
    document.head.append(script)
  })
}
