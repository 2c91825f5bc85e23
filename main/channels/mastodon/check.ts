import { AppError } from '../../../preload/errors.ts'
import type { CheckAccount } from '../adapter.ts'
import { tokenIn } from '../fediverse.ts'
import { handleOf } from './handle.ts'
import { createLine, type Line } from './line.ts'
import { Account, Instance } from './schemas.ts'
import { hostOf, readSettings } from './settings.ts'

/** Finds whose the token is, and how long a post may be on its server. */
export const check: CheckAccount = async (typed, secrets, tools, signal) => {
  const settings = readSettings(typed)
  const token = tokenIn(secrets)
  if (token === '') throw new AppError('invalid-input', 'The token is missing.', { reason: 'field-missing' })
  const line = createLine(settings, token, tools)
  const account = await whoAmI(line, signal)
  const instance = Instance.parse((await line.read('/api/v2/instance', [], signal)) ?? {})
  const handle = handleOf(account, hostOf(settings))
  const maxCharacters = instance.configuration?.statuses?.max_characters
  return {
    address: handle,
    externalId: `${settings.server}/${account.id}`,
    name: account.display_name || account.username,
    secrets: { token },
    settings: {
      server: settings.server,
      accountId: account.id,
      handle,
      ...(maxCharacters === undefined ? {} : { maxCharacters }),
    },
  }
}

/** Throws `invalid-input` where the server is none of Mastodon's kind. */
export async function whoAmI(line: Line, signal: AbortSignal): Promise<Account> {
  const account = Account.safeParse(await line.read('/api/v1/accounts/verify_credentials', [], signal))
  if (!account.success) throw new AppError('invalid-input', 'This is no Mastodon server.', { reason: 'not-a-server' })
  return account.data
}
