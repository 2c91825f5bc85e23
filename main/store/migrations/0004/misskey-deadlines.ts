/** Policies for all networks there were hold for the one that came later too; one that was made for fewer is left alone. */
export const misskeyDeadlines = `
  UPDATE deadline_policy SET policy = json_insert(policy, '$.conditions.channels[#]', 'misskey')
  WHERE (SELECT count(DISTINCT value) FROM json_each(policy, '$.conditions.channels')
         WHERE value IN ('x', 'instagram', 'facebook', 'bluesky', 'mastodon')) = 5
    AND NOT EXISTS (SELECT 1 FROM json_each(policy, '$.conditions.channels') WHERE value = 'misskey');
`
