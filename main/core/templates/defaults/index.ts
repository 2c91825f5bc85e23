import type { Language } from '../../../../preload/domain.ts'
import { orderTemplatesEn, otherTemplatesEn } from './templates-en.ts'
import { orderTemplatesJa } from './templates-order-ja.ts'
import { otherTemplatesJa } from './templates-other-ja.ts'
import { phrasesEn } from './phrases-en.ts'
import { phrasesJa } from './phrases-ja.ts'
import { numbered, phrases, type DefaultText } from './types.ts'

export type { DefaultText }

const SETS: Record<Language, readonly DefaultText[]> = {
  ja: [...numbered('ja', [...orderTemplatesJa, ...otherTemplatesJa]), ...phrases('ja', phrasesJa)],
  en: [...numbered('en', [...orderTemplatesEn, ...otherTemplatesEn]), ...phrases('en', phrasesEn)],
}

/** The texts a new shop finds: twenty templates, twenty phrases and a few for chats. Written for this program. */
export const defaultTexts = (language: Language): readonly DefaultText[] => SETS[language]
