import type { Language } from '../domain.ts'
import { en } from './en.ts'
import { ja, type Catalog } from './ja.ts'

export type { Catalog } from './ja.ts'

export const catalogs: Record<Language, Catalog> = { ja, en }
