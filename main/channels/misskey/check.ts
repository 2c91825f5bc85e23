import { AppError } from '../../../preload/errors.ts'
import type { CheckAccount } from '../adapter.ts'
import { tokenIn } from '../fediverse.ts'
import { createLine, type Line } from './line.ts'
import { handleOf } from './read-note.ts'
import { Meta, User } from './schemas.ts'
import { readSettings } from './settings.ts'

/** Finds whose the token is, and how long a note may be on its server. */
export const check: CheckAccount = async (typed, secrets, tools, signal) => {
  const settings = readSettings(typed)
  const token = tokenIn(secrets)
  if (token === '') throw new AppError('invalid-input', 'The token is missing.', { reason: 'field-missing' })
  const line = createLine(settings, token, tools)
  const user = await whoAmI(line, signal)
  const { maxNoteTextLength } = Meta.parse((await line.read('meta', { detail: false }, signal)) ?? {})
  const { server } = settings
  const handle = handleOf(user, server)
  return {
    address: handle,
    externalId: `${server}/${user.id}`,
    name: user.name || user.username,
    secrets: { token },
    settings: {
      server,
      accountId: user.id,
      handle,
      ...(maxNoteTextLength === undefined ? {} : { maxCharacters: maxNoteTextLength }),
    },
  }
}

/** Throws `invalid-input` where the server is none of Misskey's. */
export async function whoAmI(line: Line, signal: AbortSignal): Promise<User> {
  const user = User.safeParse(await line.read('i', {}, signal))
  if (!user.success) throw new AppError('invalid-input', 'This is no Misskey server.', { reason: 'not-a-server' })
  return user.data
}
