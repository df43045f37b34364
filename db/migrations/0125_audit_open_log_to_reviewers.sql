-- Why: whoever watches for misuse (8.07(5)) must find any act by person, matter, kind and day, and may see nothing else.

-- Plain views: they run with their owner's rights and are inlined, so months that a question leaves out are not looked at.
create view audit.event_seen as
select at_db, tx, id, producer, at_app, actor_id, actor_kind, on_behalf_of, roles, org, authn, session_id, ip_prefix, client,
  purpose, matter, break_glass, action, data_class, subject_ids, field_groups, row_count, artefact_sha256, outcome, deny_rule,
  duration_us, trace_id, parent_id, view_id
from audit.event;
comment on view audit.event_seen is 'Headers, for reviewers. Words and labels stand in payload_seen; hashes are the verifier''s.';

create view audit.payload_seen as select event_id, at_db, body from audit.payload;
comment on view audit.payload_seen is 'Words and labels of an event, without the salt that would let them be proved after an expungement.';

grant usage on schema audit to post_reviewer;
grant select on audit.event_seen, audit.payload_seen to post_reviewer;

-- The order in which the log is shown, and the filters that would otherwise walk it. All grow at their right end, or are small.
create index ix_event_order on audit.event (at_db, id);
create index ix_event_action on audit.event (action, at_db);
create index ix_event_purpose on audit.event (purpose, at_db) where purpose is not null;
create index ix_event_matter on audit.event (matter, at_db) where matter is not null;
create index ix_event_break_glass on audit.event (at_db, id) where break_glass;
create index ix_event_not_ok on audit.event (outcome, at_db) where outcome <> 'Ok';
-- In the order of commits, by which the log is followed without leaving anybody out; the seal follows it by the same one.
create index if not exists ix_event_tx on audit.event (tx, id);
