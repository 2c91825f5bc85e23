import type { Account } from './schemas.ts'

/** Who we are there. */
export type Me = { id: string; handle: string; name: string; host: string }

/** `@aiko@social.example.com`, also for people of our own server, because a name alone says little. */
export const handleOf = ({ acct, username }: Pick<Account, 'acct' | 'username'>, host: string): string => {
  const name = acct || username
  return `@${name.includes('@') ? name : `${name}@${host}`}`
}
