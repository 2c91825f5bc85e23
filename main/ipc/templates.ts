import type { TemplateService } from '../services/templates/index.ts'
import type { Handlers } from './router.ts'

type TemplateMethods = Extract<keyof Handlers, `templates.${string}`>

export function templateHandlers(templates: TemplateService): Pick<Handlers, TemplateMethods> {
  return {
    'templates.list': templates.list,
    'templates.find': templates.find,
    'templates.save': templates.save,
    'templates.remove': ({ ids }) => done(templates.remove(ids)),
    'templates.putBack': ({ ids }) => done(templates.putBack(ids)),
    'templates.arrange': (input) => done(templates.arrange(input)),
    'templates.renameFolder': (input) => done(templates.renameFolder(input)),
    'templates.fill': templates.fillIn,
    'templates.preview': templates.preview,
    'templates.use': templates.use,
    'templates.attach': templates.attach,
    'templates.detach': ({ id, index }) => templates.detach(id, index),
    'templates.versions': ({ id }) => templates.versions(id),
    'templates.restoreVersion': ({ id, version }) => templates.restoreVersion(id, version),
    'templates.export': templates.export,
    'templates.import': templates.import,
    'templates.installDefaults': templates.installDefaults,
  }
}

const done = (_: void): null => null
