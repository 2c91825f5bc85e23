/** Whether a conversation is settled on its network, where networks keep such a state: what it told us, or we told it. */
export const networkState = `
  CREATE TABLE network_state (
    account_id   INTEGER NOT NULL REFERENCES account (id),
    conversation TEXT    NOT NULL,
    is_settled   INTEGER NOT NULL CHECK (is_settled IN (0, 1)),
    PRIMARY KEY (account_id, conversation)
  ) STRICT, WITHOUT ROWID;
`
