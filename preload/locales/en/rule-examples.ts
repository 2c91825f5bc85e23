import type { ruleExamples as shape } from '../ja/rule-examples.ts'

export const ruleExamples: typeof shape = {
  returns: {
    name: 'Returns',
    about: 'Words of returns and refunds set the category and the assignee.',
    words: ['return', 'refund', 'send back'],
    domains: [],
  },
  'after-hours': {
    name: 'Urgent after hours',
    about: 'Urgent words outside opening hours make it urgent and show a popup.',
    words: ['urgent', 'asap', 'immediately', 'today'],
    domains: [],
  },
  mall: {
    name: 'Marketplace notices',
    about: 'Files news and reports of marketplaces as notices.',
    words: ['newsletter', 'maintenance', 'report', 'campaign'],
    domains: ['amazon.com', 'etsy.com', 'ebay.com'],
  },
}
