import type { Channel } from './adapter.ts'
import { mailChannel } from './mail/index.ts'

/** Every kind of network the program can connect. A new one is a folder and a line here. */
export const channels: readonly Channel[] = [mailChannel]

export function findChannel(id: string): Channel | undefined {
  return channels.find((channel) => channel.id === id)
}
