// Answers tests/parity.py: one JSON request a line, one JSON answer a line.

import { createInterface } from "node:readline"
import { filters } from "../../service_worker/templates/filters.js"
import { render, renderFrom } from "../../service_worker/templates/runtime.js"
import { setLanguage } from "../../service_worker/translating.js"

const requests = createInterface({ input: process.stdin })
for await (const line of requests) {
  process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`)
}

/** @param {any} request */
async function answer(request) {
  try {
    return { text: await textOf(request) }
  } catch (error) {
    return { error: String(error) }
  }
}

/** @param {any} request */
async function textOf({ do: what, name, context, language, values, templates, module }) {
  if (what !== "render") setLanguage(language)
  if (what === "filter") return String(filters[name](...values))
  if (what === "screen") {
    const screens = await import(`../../service_worker/screens/${module}.js`)
    return JSON.stringify(screens[name](...values))
  }
  if (!templates) return render(name, context, language)
  const address = `data:text/javascript;base64,${Buffer.from(templates).toString("base64")}`
  return renderFrom((await import(address)).default, name, context, language)
}
