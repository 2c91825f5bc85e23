/** Shortest of a few runs in ms: what the code takes when nothing else holds the processor. Stops at the first under `enough`. */
export function quickest(run: () => unknown, enough = 100): number {
  let best = Infinity
  for (let round = 0; round < 5 && best >= enough; round++) {
    const start = performance.now()
    run()
    best = Math.min(best, performance.now() - start)
  }
  return best
}
