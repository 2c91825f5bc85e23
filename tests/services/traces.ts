import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** Which of the words stand anywhere in the files of a folder, as text or in Base64; packed copies are unpacked. */
export function tracesIn(dir: string, words: readonly string[]): string[] {
  const bytes = bytesOf(dir)
  const forms = (word: string) => [Buffer.from(word), Buffer.from(Buffer.from(word).toString('base64').slice(0, -4))]
  return words.filter((word) => forms(word).some((form) => form.length > 6 && bytes.includes(form)))
}

function bytesOf(dir: string): Buffer {
  const all: Buffer[] = []
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const bytes = readFileSync(join(entry.parentPath, entry.name))
    all.push(entry.name.endsWith('.gz') ? gunzipSync(bytes) : bytes)
  }
  return Buffer.concat(all)
}
