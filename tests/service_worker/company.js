/** A small company for the worker's tests: Marcos, his orders and their checklist. */

import { labelOf } from "../../service_worker/domain/labels.js"

export const MARCOS = {
  id: "0198c1b2-0000-7000-8000-0000000000a1",
  name: "Marcos Sales",
  role: "technician",
  language: "pt-BR",
}

export const DANILO = { ...MARCOS, id: "0198c1b2-0000-7000-8000-0000000000a2", name: "Danilo Reis" }

export const TEMPLATE = {
  id: "0198c1b2-0000-7000-8000-0000000000f1",
  template_id: "0198c1b2-0000-7000-8000-0000000000f0",
  number: 7,
  title: "Reparo TV por satélite",
  service_type: "repair",
  technology: "dvb_s2",
  sections: [
    {
      title: "Medições",
      checklist_items: [
        {
          id: "drop_ok",
          kind: "tick",
          prompt: "Drop sem emenda exposta?",
          required: true,
          not_applicable: true,
        },
        {
          id: "cn",
          kind: "number",
          prompt: "C/N no ponto da TV",
          quantity: "cn_db",
          unit: "dB",
          decimals: 1,
          required: true,
          repeat_for: null,
          photo_on: [],
          note_on: ["amber", "red"],
          scale: { from: "4", to: "16" },
          limits: [
            {
              when: {},
              red_below: "9",
              amber_below: "12",
              amber_above: null,
              red_above: null,
            },
          ],
        },
      ],
    },
  ],
}

export const ORGANIZATION = {
  id: "organization",
  name: "Cerrado Fibra",
  phone: "+553430000000",
  whatsapp: null,
  time_zone: "America/Sao_Paulo",
  base: { latitude: "-18.918600", longitude: "-48.277200" },
}

export const CATALOGUE = {
  id: "catalogue",
  reasons: {},
  service_types: {},
  pause_reasons: {},
  consent_texts: {},
  window_rules: [],
}

/** The id that stands for a small number. @param {string} kind @param {number} number */
export function idOf(kind, number) {
  return `0198c1b2-0000-7000-8${kind}00-${String(number).padStart(12, "0")}`
}

export const orderId = (number) => idOf("1", number)
export const visitId = (number) => idOf("2", number)

/** An order with one planned visit of Marcos. @param {number} number */
export function anOrder(number, technician = MARCOS) {
  const hour = String(10 + (number % 8)).padStart(2, "0")
  return {
    id: orderId(number),
    number: 48_200 + number,
    protocol_number: `2026112400${number}`,
    phase: "scheduled",
    priority: "p3",
    service_type: "repair",
    technology: "dvb_s2",
    plan: null,
    title: "Sem sinal em 2 TVs",
    description: "Caiu ontem à noite.",
    due_at: "2026-11-25T21:00:00.000Z",
    opened: { at: "2026-11-23T12:00:00.000Z", by: { id: "x", name: "Priscila" }, channel: "phone" },
    customer: { name: `Cliente ${number}`, phones: ["+5534900000452"], document_masked: null },
    site: {
      street: "Rua das Acácias",
      number: "120",
      complement: null,
      district: "Santa Mônica",
      postal_code: "38408120",
      city: "Uberlândia",
      state: "MG",
      reference_point: null,
      access_note: null,
      latitude: "-18.911300",
      longitude: "-48.262200",
      distance_from_base_m: 3200,
      counts: {},
    },
    devices: [],
    visits: [aVisit(number, technician, hour)],
    notes: [],
    materials: [],
    change_requests: [],
    field_revs: {},
    previous_visits: [],
    completed_at: null,
    closed: null,
    cancelled: null,
  }
}

function aVisit(number, technician, hour) {
  return {
    id: visitId(number),
    technician: { id: technician.id, name: technician.name },
    phase: "planned",
    window: { start_at: `2026-11-24T${hour}:00:00.000Z`, end_at: `2026-11-24T${hour}:59:00.000Z` },
    template_version_id: TEMPLATE.id,
    acknowledged_at: null,
    travel_started_at: null,
    arrived_at: null,
    work_started_at: null,
    paused_at: null,
    pause: null,
    completed_at: null,
    ended_at: null,
    answers: {},
    evidence: [],
    scans: [],
    contact_attempts: [],
    sign_offs: [],
    cannot_complete: null,
    positions: {},
    has_exception: false,
    changed_after_sign_off: false,
    late_work: false,
    overrides: {},
    undo: null,
    moved_to: null,
  }
}

/** A set-top box that is lent at the house of an order, or in a van without one. */
export function aDevice(number, work_order_id = null, facts = {}) {
  return {
    id: `00000000-0000-4000-8000-0000000d${String(number).padStart(4, "0")}`,
    kind: "stb",
    model_id: "zte_b866v2",
    model: "Receptor ZTE B866V2",
    serial: `B866V2-${String(number).padStart(7, "0")}`,
    mac: `A0:B1:C2:D3:E4:${String(number % 100).padStart(2, "0")}`,
    label: labelOf(31 ** 6 + number),
    owner: "company",
    place: work_order_id ? { kind: "site", work_order_id, location: "sala" } : { kind: "van" },
    ...facts,
  }
}
