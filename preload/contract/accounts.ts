import { z } from 'zod'
import {
  AccountId,
  AccountInfo,
  MailSecrets,
  MailSettings,
  MailSignIn,
  ServerCheck,
  ShopId,
  ShopInfo,
} from '../domain.ts'
import { done, nothing, type Method } from './method.ts'

const Secrets = MailSecrets.or(MailSignIn)

export const accountsMethods = {
  'accounts.list': { input: nothing, output: z.array(AccountInfo) },
  'accounts.settings': { input: z.strictObject({ id: AccountId }), output: MailSettings },
  'accounts.test': {
    input: z.strictObject({ settings: MailSettings, secrets: Secrets.nullable(), accountId: AccountId.nullable() }),
    output: z.object({ imap: ServerCheck, smtp: ServerCheck }),
  },
  'accounts.add': {
    input: z.strictObject({ shopName: z.string().min(1).max(100), settings: MailSettings, secrets: Secrets }),
    output: AccountInfo,
  },
  'accounts.update': {
    input: z.strictObject({
      id: AccountId,
      settings: MailSettings,
      /** null: keep the stored ones. */
      secrets: Secrets.nullable(),
      pollIntervalMs: z.int().min(60_000).max(86_400_000),
    }),
    output: AccountInfo,
  },
  'accounts.pause': { input: z.strictObject({ id: AccountId, isPaused: z.boolean() }), output: AccountInfo },
  /** Stops polling and forgets the passwords; tickets stay. */
  'accounts.remove': { input: z.strictObject({ id: AccountId }), output: done },
  /** null: every account. */
  'accounts.syncNow': { input: z.strictObject({ id: AccountId.nullable() }), output: done },
  'shops.list': { input: nothing, output: z.array(ShopInfo) },
  'shops.update': {
    input: z.strictObject({
      id: ShopId,
      name: z.string().min(1).max(100),
      color: z.string().regex(/^#[0-9a-f]{6}$/i),
      signature: z.string().max(5000),
      returnAddress: z.string().trim().max(500),
      tokenPrefix: z
        .string()
        .regex(/^[A-Z]{1,4}$/)
        .nullable(),
      needsApproval: z.boolean(),
    }),
    output: ShopInfo,
  },
} as const satisfies Record<string, Method>
