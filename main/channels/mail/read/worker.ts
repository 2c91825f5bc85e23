import { parentPort } from 'node:worker_threads'
import { readResult } from './read-result.ts'
import { serve } from './serve.ts'

if (parentPort) serve(parentPort, readResult)
