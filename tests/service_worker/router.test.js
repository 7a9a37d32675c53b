/** The table decides who answers an address. */

import assert from "node:assert/strict"
import { test } from "node:test"

import { Router } from "../../service_worker/router.js"

const showItem = () => {}

function aRouter() {
  const router = new Router()
  router.add("GET", "/queue", showItem)
  router.add("POST", "/visits/:visit_id/answers/:item_id", showItem)
  return router
}

test("parts of an address are handed to the handler, unescaped", () => {
  const { params } = aRouter().match("POST", "/visits/7/answers/cn.1%20b")

  assert.deepEqual(params, { visit_id: "7", item_id: "cn.1 b" })
})

test("another method, a longer and an unknown address fall through", () => {
  const router = aRouter()

  assert.equal(router.match("POST", "/queue"), null)
  assert.equal(router.match("GET", "/queue/more"), null)
  assert.equal(router.match("GET", "/office/work_orders"), null)
})
