import { existsSync, readFileSync } from 'node:fs'
import { Ajv, type ValidateFunction } from 'ajv'

/** X's own description of its API, where the shared folder lies beside the project. */
const DOCUMENT = new URL('../../../../shared/specs/x-openapi-2.167.json', import.meta.url)
export const hasDocument = existsSync(DOCUMENT)

type Schema = Record<string, unknown>
type Parameter = { name: string; in: string; required?: boolean; schema: Schema; explode?: boolean }
type Body = { content: Record<string, { schema: Schema } | undefined> }
type Operation = { parameters?: (Parameter | { $ref: string })[]; requestBody?: Body; responses: Record<string, Body> }
type Document = {
  paths: Record<string, Record<string, Operation | undefined>>
  components: { parameters: Record<string, Parameter> }
}

export type Exchange = {
  method: string
  /** As asked, with its query. */
  url: URL
  /** Null where it is no JSON. */
  body: unknown
  status: number
  answer: unknown
}

/** What in an exchange goes against the document, in words. Empty where the document is not there. */
export function checkAgainstDocument(exchange: Exchange): string[] {
  check ??= hasDocument ? createCheck() : () => []
  return check(exchange)
}

/** Reading the document takes half a second, so it is read once. */
let check: ((exchange: Exchange) => string[]) | null = null

function createCheck(): (exchange: Exchange) => string[] {
  const document = JSON.parse(readFileSync(DOCUMENT, 'utf8')) as Document
  const ajv = new Ajv({ strict: false, validateSchema: false, validateFormats: false, allErrors: true })
  ajv.addSchema(document, 'x')
  const compiled = new Map<string, ValidateFunction>()

  function faults(schema: Schema, value: unknown): string[] {
    const key = JSON.stringify(schema)
    const absolute = JSON.parse(key.replaceAll('"#/', '"x#/')) as Schema
    const validate = compiled.get(key) ?? ajv.compile(absolute)
    compiled.set(key, validate)
    return validate(value)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
  }

  function checkParameters(operation: Operation, url: URL): string[] {
    const known = (operation.parameters ?? []).map((parameter) =>
      '$ref' in parameter ? document.components.parameters[parameter.$ref.split('/').at(-1)!]! : parameter,
    )
    const inQuery = known.filter((parameter) => parameter.in === 'query')
    const asked = [...url.searchParams].flatMap(([name, text]) => {
      const parameter = inQuery.find((candidate) => candidate.name === name)
      if (!parameter) return [`${name} is no parameter`]
      return faults(parameter.schema, readParameter(parameter.schema, text)).map((fault) => `${name}: ${fault}`)
    })
    const missing = inQuery.filter(({ required, name }) => required && !url.searchParams.has(name))
    return [...asked, ...missing.map(({ name }) => `${name} is missing`)]
  }

  return ({ method, url, body, status, answer }) => {
    const where = `${method} ${url.pathname}`
    const path = Object.keys(document.paths)
      .sort((a, b) => placeholders(a) - placeholders(b))
      .find((candidate) => matches(candidate, url.pathname) && document.paths[candidate]![method.toLowerCase()])
    if (path === undefined) return [`${where} is not in the document`]
    const operation = document.paths[path]![method.toLowerCase()]!
    const request = operation.requestBody?.content['application/json']?.schema
    // What X writes when it refuses (`about:blank`) is none of the document's problems, so only a yes is compared.
    const expected = operation.responses[String(status)]?.content['application/json']?.schema
    return [
      ...checkParameters(operation, url),
      ...(request && body !== null ? faults(request, body).map((fault) => `body ${fault}`) : []),
      ...(expected ? faults(expected, answer).map((fault) => `answer ${status} ${fault}`) : []),
    ].map((fault) => `${where}: ${fault}`)
  }
}

const placeholders = (path: string) => path.split('{').length

function matches(path: string, asked: string): boolean {
  const pattern = path.replaceAll(/\{[^}]+\}/g, '[^/]+')
  return new RegExp(`^${pattern}$`).test(asked)
}

function readParameter(schema: Schema, text: string): unknown {
  if (schema['type'] === 'array') return text.split(',')
  return schema['type'] === 'integer' ? Number(text) : text
}
