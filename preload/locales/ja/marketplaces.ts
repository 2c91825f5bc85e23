/** Where a shop sells. The ids are those that rules of the classifier begin with. */
export const marketplaces: Record<string, string> = {
  rakuten: '楽天市場',
  yahoo: 'Yahoo!ショッピング',
  amazon: 'Amazon',
  'amazon-pay': 'Amazon Pay',
  base: 'BASE',
  stores: 'STORES',
  shopify: 'Shopify',
  mercari: 'メルカリShops',
  colorme: 'カラーミーショップ',
  makeshop: 'MakeShop',
  'yahoo-auction': 'Yahoo!オークション',
}
