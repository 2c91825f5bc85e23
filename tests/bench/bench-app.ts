import { createApp, type App } from '../../main/app.ts'
import { checkpointWorker, createReader, headlessPorts } from '../../main/cli/headless.ts'
import { systemClock, type Clock } from '../../main/jobs/clock.ts'

/** The program as it runs without a window, on a data folder. What goes wrong is printed; whoever opens it closes it. */
export const openBenchApp = (dataDir: string, clock: Clock = systemClock): App =>
  createApp({
    dataDir,
    clock,
    ports: headlessPorts,
    reader: createReader(),
    log: { info: () => {}, error: (line, error) => console.error(line, error) },
    version: 'bench',
    checkpointWorker,
  })
