-- Messages on their way out, written in the transaction of the change that they tell of.
CREATE TABLE outbox (
    id {generated_id},
    channel TEXT NOT NULL,
    recipient TEXT NOT NULL,
    message_key TEXT NOT NULL,
    thread TEXT NOT NULL,
    subject TEXT NOT NULL,
    body_text TEXT NOT NULL,
    body_html TEXT NOT NULL,
    body_json TEXT NOT NULL,
    created_ms BIGINT NOT NULL, -- since 1970, as next_attempt_ms
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    next_attempt_ms BIGINT NOT NULL,
    last_error TEXT NOT NULL
);
-- The same message to the same recipient is kept once, whoever writes it again.
CREATE UNIQUE INDEX outbox_message ON outbox (channel, recipient, message_key);
CREATE INDEX outbox_due ON outbox (next_attempt_ms, id) WHERE state = 'pending';
