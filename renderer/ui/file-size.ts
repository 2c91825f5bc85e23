const STEPS = ['B', 'KB', 'MB', 'GB'] as const

/** Bytes as a person reads them, in steps of 1024. */
export function fileSize(bytes: number) {
  let size = bytes
  let step = 0
  while (size >= 1024 && step < STEPS.length - 1) {
    size /= 1024
    step += 1
  }
  return `${size < 10 && step > 0 ? size.toFixed(1) : Math.round(size)} ${STEPS[step]}`
}
