/** Where a shop sells. Order numbers are kept as text together with one of these. */
export type Marketplace =
  | 'rakuten'
  | 'yahoo'
  | 'amazon'
  | 'amazon-pay'
  | 'base'
  | 'stores'
  | 'shopify'
  | 'mercari'
  | 'colorme'
  | 'makeshop'
  | 'yahoo-auction'
