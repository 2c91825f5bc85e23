/** The command line of prism as it is, with the arguments of this one; ends with stdin, so that it outlives no test. */
process.stdin.resume().once('end', () => process.exit(0))
await import('@stoplight/prism-cli/dist/index.js')
