import type { SecretBox } from '../ports.ts'

/** The demo shop reaches nobody, so it needs no passwords: what is typed there is not kept. */
export const noSecrets: SecretBox = { isAvailable: () => false, seal: () => new Uint8Array(), open: () => '' }
