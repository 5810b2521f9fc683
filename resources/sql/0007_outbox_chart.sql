-- The numbers behind the picture of a mail, as JSON; '' = no picture.
ALTER TABLE outbox ADD COLUMN chart TEXT NOT NULL DEFAULT '';
