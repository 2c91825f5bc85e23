/** A snoozed ticket is nothing to do: the columns and the indexes that say what is to do, and in which order, are made anew. */
export const ticketColumns = `
  ALTER TABLE ticket ADD COLUMN category TEXT;
  ALTER TABLE ticket ADD COLUMN assignee_id INTEGER REFERENCES staff (id);
  ALTER TABLE ticket ADD COLUMN is_urgent INTEGER NOT NULL DEFAULT 0 CHECK (is_urgent IN (0, 1));
  -- The deadline policy that a person or a rule chose; beats every match.
  ALTER TABLE ticket ADD COLUMN policy_id TEXT;
  -- Set while it is put aside; without snoozed_until it waits for the customer.
  ALTER TABLE ticket ADD COLUMN snoozed_at INTEGER;
  ALTER TABLE ticket ADD COLUMN snoozed_until INTEGER;
  -- When it came back by itself, until somebody does something about it.
  ALTER TABLE ticket ADD COLUMN returned_at INTEGER;
  -- The stage of the hold that runs on it, copied here for the list.
  ALTER TABLE ticket ADD COLUMN hold_stage TEXT;
  ALTER TABLE ticket ADD COLUMN steps_done INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE ticket ADD COLUMN steps_total INTEGER NOT NULL DEFAULT 0;

  ${['todo', 'waiting', 'resolved', 'all', 'notices'].map((view) => `DROP INDEX ticket_${view}; DROP INDEX ticket_${view}_of;`).join('\n  ')}
  ALTER TABLE ticket DROP COLUMN needs_action;
  ALTER TABLE ticket ADD COLUMN needs_action INTEGER GENERATED ALWAYS AS (
    CASE WHEN merged_into IS NULL AND kind = 'ticket' AND snoozed_at IS NULL
        AND (status IN ('new', 'open') OR is_overdue = 1 OR returned_at IS NOT NULL)
      THEN 1 ELSE 0 END
  ) VIRTUAL;
  -- What is asleep stands by the time it comes back; what came back stands before everything else, the newest first.
  ALTER TABLE ticket DROP COLUMN due_key;
  ALTER TABLE ticket ADD COLUMN due_key INTEGER GENERATED ALWAYS AS (
    CASE WHEN snoozed_at IS NOT NULL THEN COALESCE(snoozed_until, 9007199254740991)
      WHEN returned_at IS NOT NULL THEN -returned_at
      ELSE COALESCE(due_at, 9007199254740991) END
  ) VIRTUAL;
  CREATE INDEX ticket_todo       ON ticket (due_key, last_message_at DESC, id DESC) WHERE needs_action = 1;
  CREATE INDEX ticket_todo_of    ON ticket (account_id, due_key, last_message_at DESC, id DESC) WHERE needs_action = 1;
  CREATE INDEX ticket_waiting     ON ticket (due_key, last_message_at DESC, id DESC) WHERE status = 'waiting' AND kind = 'ticket' AND merged_into IS NULL;
  CREATE INDEX ticket_waiting_of  ON ticket (account_id, due_key, last_message_at DESC, id DESC) WHERE status = 'waiting' AND kind = 'ticket' AND merged_into IS NULL;
  CREATE INDEX ticket_resolved    ON ticket (due_key, last_message_at DESC, id DESC) WHERE status = 'resolved' AND kind = 'ticket' AND merged_into IS NULL;
  CREATE INDEX ticket_resolved_of ON ticket (account_id, due_key, last_message_at DESC, id DESC) WHERE status = 'resolved' AND kind = 'ticket' AND merged_into IS NULL;
  CREATE INDEX ticket_all         ON ticket (due_key, last_message_at DESC, id DESC) WHERE kind = 'ticket' AND merged_into IS NULL;
  CREATE INDEX ticket_all_of      ON ticket (account_id, due_key, last_message_at DESC, id DESC) WHERE kind = 'ticket' AND merged_into IS NULL;
  CREATE INDEX ticket_notices     ON ticket (due_key, last_message_at DESC, id DESC) WHERE kind = 'notice' AND merged_into IS NULL;
  CREATE INDEX ticket_notices_of  ON ticket (account_id, due_key, last_message_at DESC, id DESC) WHERE kind = 'notice' AND merged_into IS NULL;
  CREATE INDEX ticket_holds      ON ticket (due_key, last_message_at DESC, id DESC) WHERE hold_stage IS NOT NULL AND merged_into IS NULL;
  CREATE INDEX ticket_holds_of   ON ticket (account_id, due_key, last_message_at DESC, id DESC) WHERE hold_stage IS NOT NULL AND merged_into IS NULL;
  CREATE INDEX ticket_snoozed    ON ticket (due_key, last_message_at DESC, id DESC) WHERE snoozed_at IS NOT NULL AND merged_into IS NULL;
  CREATE INDEX ticket_snoozed_of ON ticket (account_id, due_key, last_message_at DESC, id DESC) WHERE snoozed_at IS NOT NULL AND merged_into IS NULL;
  CREATE INDEX ticket_wakes      ON ticket (snoozed_until) WHERE snoozed_until IS NOT NULL;
`
