/**
 * What search needs of the file, for the migration and for tests.
 *
 * The index keeps no text of its own (`content=''`): the folded text stands once, in `message_text`, where a hit is checked.
 * The body is the first field, because FTS5 writes no field number there. `ascii` cuts at ASCII blanks and marks only and folds nothing else, so words stay as main/core/japanese-text.ts cut them.
 * `search_word` holds each word of letters and digits once, with an index of its three-letter parts, so that "washer" can be looked up inside "dishwasher" without
 * an index of every three letters of every message. To be run after the table `message` was made.
 *
 * `message_brief` is for the hits of a frequent word: their instants are then not read out of rows as wide as a mail.
 */
export const SEARCH_SCHEMA = `
CREATE TABLE message_text (
  message_id INTEGER PRIMARY KEY,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  sender TEXT NOT NULL,
  recipients TEXT NOT NULL,
  files TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE message_fts USING fts5 (
  body, subject, sender, recipients, files, content = '', contentless_delete = 1, tokenize = 'ascii'
);
CREATE TABLE search_word (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE) STRICT;
CREATE VIRTUAL TABLE search_word_fts USING fts5 (
  word, content = 'search_word', content_rowid = 'id', tokenize = 'trigram case_sensitive 1', detail = none, columnsize = 0
);
CREATE INDEX message_newest ON message (at);
CREATE INDEX message_brief ON message (id, at, ticket_id);
`
