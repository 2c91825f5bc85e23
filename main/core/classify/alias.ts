/** Addresses behind which marketplaces hide a buyer. One stays the same for a buyer and a shop. */
const aliasDomains = /@(?:marketplace\.amazon\.(?:co\.jp|com)|[a-z0-9.-]{0,40}fw\.rakuten\.(?:ne|co)\.jp)$/i

/** Whether the address is a marketplace's mask of a buyer (Amazon, 楽天あんしんメルアド). */
export function isMarketplaceAlias(address: string): boolean {
  return aliasDomains.test(address)
}

/** `buyer+case@marketplace…` as the buyer's alias and the case; any other address is its own alias. */
export function splitAlias(address: string): { alias: string; caseId: string | null } {
  const parts = /^([^+@]{1,100})\+([^@]{1,100})(@.{1,100})$/.exec(address)
  if (!parts || !isMarketplaceAlias(address)) return { alias: address, caseId: null }
  return { alias: `${parts[1]}${parts[3]}`, caseId: parts[2]! }
}
