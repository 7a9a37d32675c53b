/** CPF and CNPJ: free typing, check digits, mask (mirror: fieldapp/domain/tax_numbers.py). */

import { asciiUpper } from "./texts.js"

export const CPF_LENGTH = 11
export const CNPJ_LENGTH = 14
export const CPF_WEIGHTS = [
  [10, 9, 8, 7, 6, 5, 4, 3, 2],
  [11, 10, 9, 8, 7, 6, 5, 4, 3, 2],
]
export const CNPJ_WEIGHTS = [
  [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2],
  [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2],
]

/**
 * What was typed: its kind, its plain characters and what is wrong with it.
 * @typedef {{ kind: string, plain: string, problem: string | null, missing: number }} TaxNumberCheck
 */

/**
 * Tell a CPF from a CNPJ and check its digits; an empty field is no problem.
 * A CNPJ issued from July 2026 may hold letters in its first twelve places
 * (Receita Federal, IN RFB 2.229); each counts as its ASCII code minus 48.
 * @param {string} typed @returns {TaxNumberCheck}
 */
export function checkTaxNumber(typed) {
  const plain = asciiUpper(typed).replace(/[^0-9A-Z]/g, "")
  if (!plain) return { kind: "none", plain, problem: null, missing: 0 }
  if (/^[0-9]+$/.test(plain) && plain.length <= CPF_LENGTH) {
    return checked("cpf", plain, CPF_LENGTH, CPF_WEIGHTS)
  }
  return checked("cnpj", plain, CNPJ_LENGTH, CNPJ_WEIGHTS)
}

/**
 * Write a CPF or CNPJ with its points; anything else stays as it is.
 * @param {string} plain @returns {string}
 */
export function formatTaxNumber(plain) {
  if (plain.length === CPF_LENGTH) {
    return plain.replace(/^(.{3})(.{3})(.{3})(.{2})$/, "$1.$2.$3-$4")
  }
  if (plain.length === CNPJ_LENGTH) {
    return plain.replace(/^(.{2})(.{3})(.{3})(.{4})(.{2})$/, "$1.$2.$3/$4-$5")
  }
  return plain
}

/**
 * Keep only the three middle digits of a CPF, or of a CNPJ's second group.
 * @param {string} plain @returns {string}
 */
export function maskTaxNumber(plain) {
  if (plain.length === CPF_LENGTH) return `***.${plain.slice(3, 6)}.***`
  if (plain.length === CNPJ_LENGTH) return `**.${plain.slice(2, 5)}.***/****-**`
  return ""
}

/**
 * @param {string} kind @param {string} plain @param {number} length
 * @param {number[][]} weights @returns {TaxNumberCheck}
 */
function checked(kind, plain, length, weights) {
  const missing = length - plain.length
  if (missing > 0) return { kind, plain, problem: "short", missing }
  if (missing < 0 || !/[0-9]{2}$/.test(plain) || new Set(plain).size === 1) {
    return { kind, plain, problem: "bad", missing: 0 }
  }
  const expected = weights.map((each) => checkDigit(plain, each)).join("")
  return { kind, plain, problem: plain.slice(-2) === expected ? null : "bad", missing: 0 }
}

/** @param {string} plain @param {number[]} weights */
function checkDigit(plain, weights) {
  const total = weights.reduce(
    (sum, weight, place) => sum + (plain.charCodeAt(place) - 48) * weight,
    0,
  )
  const rest = total % 11
  return rest < 2 ? 0 : 11 - rest
}
