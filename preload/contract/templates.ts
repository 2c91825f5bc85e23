import { z } from 'zod'
import {
  Draft,
  FilledTemplate,
  FillValues,
  TemplateId,
  TemplateInfo,
  TemplateVersion,
  TemplateWords,
  TextKind,
  TicketId,
} from '../domain.ts'
import { done, nothing, type Method } from './method.ts'

/** Templates and phrases: one kind of thing with a `kind`, so that both have folders, versions, use and export. */
export const templatesMethods = {
  /** All of both kinds, in their order. */
  'templates.list': { input: nothing, output: z.array(TemplateInfo) },
  /** Those that match, best first: by kana, kanji, abbreviation and words of the text, folded as the search folds. */
  'templates.find': {
    input: z.strictObject({ query: z.string().max(200), kind: TextKind, ticketId: TicketId.nullable() }),
    output: z.array(TemplateId),
  },
  'templates.save': {
    input: z.strictObject({ id: TemplateId.nullable(), ...TemplateWords.shape }),
    output: TemplateInfo,
  },
  /** Taken back by `templates.putBack`. */
  'templates.remove': { input: z.strictObject({ ids: z.array(TemplateId).min(1).max(2000) }), output: done },
  'templates.putBack': { input: z.strictObject({ ids: z.array(TemplateId).min(1).max(2000) }), output: done },
  /** Puts these into a folder, in this order, before what else is there. */
  'templates.arrange': {
    input: z.strictObject({ ids: z.array(TemplateId).min(1).max(2000), folder: z.string().trim().max(60) }),
    output: done,
  },
  'templates.renameFolder': {
    input: z.strictObject({ kind: TextKind, from: z.string().max(60), to: z.string().trim().max(60) }),
    output: done,
  },
  /** With the data of a ticket; null: of a made-up one, for the editor's preview. */
  'templates.fill': {
    input: z.strictObject({ id: TemplateId, ticketId: TicketId.nullable(), extra: FillValues.default({}) }),
    output: FilledTemplate,
  },
  /** As `fill`, for words that are not saved yet. */
  'templates.preview': {
    input: z.strictObject({
      subject: z.string().max(500),
      body: z.string().max(50_000),
      language: z.enum(['ja', 'en']),
      ticketId: TicketId.nullable(),
      extra: FillValues.default({}),
    }),
    output: FilledTemplate,
  },
  /** Counts it as used, and puts its files into the draft of the ticket. */
  'templates.use': { input: z.strictObject({ id: TemplateId, ticketId: TicketId }), output: Draft },
  'templates.attach': {
    input: z.strictObject({
      id: TemplateId,
      name: z.string().min(1).max(255),
      type: z.string().max(200),
      content: z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= 25 * 1024 * 1024),
    }),
    output: TemplateInfo,
  },
  'templates.detach': { input: z.strictObject({ id: TemplateId, index: z.int().nonnegative() }), output: TemplateInfo },
  /** The words as they were, newest first, at most ten; the first is what holds now. */
  'templates.versions': { input: z.strictObject({ id: TemplateId }), output: z.array(TemplateVersion) },
  /** Makes the words of an earlier version the newest one. */
  'templates.restoreVersion': { input: z.strictObject({ id: TemplateId, version: z.int() }), output: TemplateInfo },
  /** Asks where to, then writes everything into one file; null when the person changed their mind. */
  'templates.export': { input: nothing, output: z.object({ path: z.string(), count: z.int() }).nullable() },
  /** Takes in what `export` wrote. What is here already is not taken twice. `invalid-input` for another file. */
  'templates.import': {
    input: z.strictObject({ content: z.string().max(60 * 1024 * 1024) }),
    output: z.object({ added: z.array(TemplateId), updated: z.array(TemplateId), unchanged: z.int() }),
  },
  /** 初期の定型文を戻す: those of the first set that are no longer there. */
  'templates.installDefaults': { input: nothing, output: z.object({ added: z.array(TemplateId) }) },
} as const satisfies Record<string, Method>
