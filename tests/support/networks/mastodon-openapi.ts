import { existsSync, readFileSync } from 'node:fs'
import { Ajv, type ValidateFunction } from 'ajv'

/** abraham/mastodon-openapi 4.7.0, where the shared folder lies beside the project. */
const DOCUMENT = new URL('../../../../shared/specs/mastodon-openapi-4.7.0.json', import.meta.url)
export const hasDocument = existsSync(DOCUMENT)

type Schema = Record<string, unknown>
type Operation = {
  parameters?: { name: string; in: string }[]
  requestBody?: { content: Record<string, { schema: Schema } | undefined> }
  responses: Record<string, { content?: Record<string, { schema: Schema } | undefined> } | undefined>
}
type Document = { paths: Record<string, Record<string, Operation | undefined>> }
export type Exchange = {
  method: string
  path: string
  query: URLSearchParams
  /** Null where it is no JSON. */
  body: unknown
  status: number
  answer: unknown
}

let check: ((exchange: Exchange) => string[]) | null = null

/** What in an exchange goes against the document, in words. Empty where the document is not there. */
export function checkAgainstDocument(exchange: Exchange): string[] {
  check ??= hasDocument ? createCheck() : () => []
  return check(exchange)
}

function createCheck(): (exchange: Exchange) => string[] {
  const document = JSON.parse(readFileSync(DOCUMENT, 'utf8')) as Document
  const ajv = new Ajv({ strict: false, validateSchema: false, validateFormats: false, allErrors: true })
  ajv.addSchema(document, 'mastodon')
  const compiled = new Map<string, ValidateFunction>()

  function faults(schema: Schema, value: unknown): string[] {
    const key = JSON.stringify(schema).replaceAll('"#/', '"mastodon#/')
    const validate = compiled.get(key) ?? ajv.compile(JSON.parse(key) as Schema)
    compiled.set(key, validate)
    if (validate(value)) return []
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
  }

  return ({ method, path, query, body, status, answer }) => {
    const where = `${method} ${path}`
    const known = Object.keys(document.paths).toSorted((a, b) => a.split('{').length - b.split('{').length)
    const found = known.find(
      (one) =>
        new RegExp(`^${one.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(path) &&
        document.paths[one]![method.toLowerCase()],
    )
    if (found === undefined) return [`${where} is not in the document`]
    const operation = document.paths[found]![method.toLowerCase()]!
    const names = new Set((operation.parameters ?? []).filter((one) => one.in === 'query').map(({ name }) => name))
    const strange = [...query.keys()].filter((name) => !names.has(name.replace(/\[\]$/, '')))
    // Words with a picture are both of its kinds of status, which it says exclude each other, and Mastodon takes them.
    const request = operation.requestBody?.content['application/json']?.schema
    const expected = operation.responses[String(status)]?.content?.['application/json']?.schema
    return [
      ...strange.map((name) => `${name} is no parameter`),
      ...(request && body !== null ? faults(anyOf(request), body).map((fault) => `body ${fault}`) : []),
      ...(expected ? faults(expected, answer).map((fault) => `answer ${status} ${fault}`) : []),
    ].map((fault) => `${where}: ${fault}`)
  }
}

function anyOf({ oneOf, ...schema }: Schema): Schema {
  return oneOf === undefined ? schema : { ...schema, anyOf: oneOf }
}
