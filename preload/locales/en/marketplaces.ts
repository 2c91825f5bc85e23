/** Where a shop sells. The ids are those that rules of the classifier begin with. */
export const marketplaces: Record<string, string> = {
  rakuten: 'Rakuten',
  yahoo: 'Yahoo! Shopping',
  amazon: 'Amazon',
  'amazon-pay': 'Amazon Pay',
  base: 'BASE',
  stores: 'STORES',
  shopify: 'Shopify',
  mercari: 'Mercari Shops',
  colorme: 'Color Me Shop',
  makeshop: 'MakeShop',
  'yahoo-auction': 'Yahoo! Auctions',
}
