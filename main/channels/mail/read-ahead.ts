/** Thrown inside `produce` once nobody wants more. */
const STOPPED = new Error('Nobody wants more')

/** Whether this is how `produce` learned that it can end. */
export const isStop = (error: unknown): boolean => error === STOPPED

/**
 * Runs `produce` ahead of the consumer. `put` waits while more than `limitBytes` are between the two, so a slow store holds
 * back the network instead of filling the memory; one item larger than the limit passes alone. When the consumer leaves
 * early, `stop` is called and the next `put` ends `produce`.
 */
export async function* readAhead<T>(
  limitBytes: number,
  produce: (put: (item: Promise<T>, bytes: number) => Promise<void>) => Promise<void>,
  stop: () => void,
): AsyncGenerator<T> {
  const queue: { item: Promise<T>; bytes: number }[] = []
  let bytesAhead = 0
  let isStopped = false
  let wake = () => {}
  const changed = () => new Promise<void>((resolve) => (wake = resolve))

  async function put(item: Promise<T>, bytes: number): Promise<void> {
    // Awaited by the consumer later; without this a failure in the meantime would count as unhandled.
    item.catch(() => {})
    queue.push({ item, bytes })
    bytesAhead += bytes
    wake()
    while (bytesAhead > limitBytes && !isStopped) await changed()
    if (isStopped) throw STOPPED
  }

  let outcome: { error: unknown } | 'running' | 'done' = 'running'
  const producing = produce(put).then(
    () => (outcome = 'done'),
    (error: unknown) => (outcome = { error }),
  )
  void producing.finally(() => wake())
  const isRunning = () => outcome === 'running'
  try {
    for (;;) {
      const head = queue.shift()
      if (head) {
        const item = await head.item
        yield item
        bytesAhead -= head.bytes
        wake()
      } else if (isRunning()) {
        await changed()
      } else {
        break
      }
    }
    const end = outcome as { error: unknown } | 'running' | 'done'
    if (typeof end === 'object') throw end.error
  } finally {
    isStopped = true
    if (isRunning()) stop()
    wake()
    await producing
  }
}
