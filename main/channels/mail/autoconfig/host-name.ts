/** A name, never an address: nobody can tell by its look whose machine an address is. */
export const isHostName = (host: string): boolean =>
  host.length <= 253 &&
  /^[a-z0-9_]([a-z0-9_-]*[a-z0-9])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9])?)*$/.test(host) &&
  !/(^|\.)\d+$/.test(host)
