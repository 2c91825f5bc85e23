/** By what two records are found that may be one person, and of whom somebody said that they are not. */
export const personSigns = `
  -- Once for each writer, named as identity names them, so that merging records and taking them apart changes nothing here.
  CREATE TABLE person_sign (
    kind       TEXT    NOT NULL CHECK (kind IN ('mail', 'phone', 'home', 'order')),
    value      TEXT    NOT NULL,
    channel    TEXT    NOT NULL,
    person     TEXT    NOT NULL,
    -- Where they wrote it last; the sign goes when that is erased.
    message_id INTEGER NOT NULL REFERENCES message (id),
    PRIMARY KEY (kind, value, channel, person)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX person_sign_of_person ON person_sign (channel, person, message_id DESC);
  CREATE INDEX person_sign_of_message ON person_sign (message_id);

  CREATE TABLE other_person (
    low  INTEGER NOT NULL REFERENCES customer (id),
    high INTEGER NOT NULL REFERENCES customer (id),
    PRIMARY KEY (low, high)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX other_person_high ON other_person (high);
`
