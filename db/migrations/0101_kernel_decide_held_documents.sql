-- Why: a held document may be needed all the same; a named person answers for letting it out, or for leaving it held (ADR 0025).

create table kernel.document_hold_decision (
  id uuid not null,
  document_id uuid not null references kernel.document (id),
  outcome text not null check (outcome in ('Released', 'KeptHeld')),
  reason text not null,
  decided_by uuid not null,
  decided_by_name text not null,
  decided_at timestamptz not null,
  constraint pk_document_hold_decision primary key (id)
);
comment on table kernel.document_hold_decision is 'Append-only; the latest of a document holds. Released is for download alone, and never what a scanner found infected.';
create index ix_document_hold_decision_document on kernel.document_hold_decision (document_id, decided_at);
create index ix_document_content_held on kernel.document_content (sha256) where hold is not null;

grant select, insert on kernel.document_hold_decision to post_app;

-- A ticket lives a minute and its use is in the log: what ran out long ago says nothing any more.
create index ix_document_ticket_expires on kernel.document_ticket (expires_at);
grant delete on kernel.document_ticket to post_app;
