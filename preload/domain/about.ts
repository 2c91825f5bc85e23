import { z } from 'zod'

/** A part that others wrote, with the words of its licence as they came with it; empty where it brought none. */
export const LicenceInfo = z.object({ name: z.string(), version: z.string(), licence: z.string(), text: z.string() })
export type LicenceInfo = z.infer<typeof LicenceInfo>

/** What this program is made of and runs on. Nothing in it says whose it is. */
export const About = z.object({
  version: z.string(),
  /** The name and version of the system, of Electron and of Chromium. */
  system: z.string(),
  electron: z.string(),
  chromium: z.string(),
  licences: z.array(LicenceInfo),
})
export type About = z.infer<typeof About>
