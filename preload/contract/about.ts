import { About } from '../domain/about.ts'
import { nothing, type Method } from './method.ts'

export const aboutMethods = {
  'about.get': { input: nothing, output: About },
} as const satisfies Record<string, Method>
