import { config } from 'zod'

/** zod tries `new Function` where it may; the policy of the window refuses that and reports it. Import it before any schema. */
config({ jitless: true })
