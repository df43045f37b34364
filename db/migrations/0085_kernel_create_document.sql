-- Why: documents stay what they were when they came (12.03(2) Maintain): content by digest, a row for each receipt, nothing deleted.

create table kernel.document_class (
  code text not null,
  label text not null,
  clause text not null,
  roles text[] not null,
  valid_from date not null,
  valid_to date,
  constraint pk_document_class primary key (code, valid_from)
);
comment on table kernel.document_class is
  'Classes of data a document can hold and the roles that may open it. None is public: publication is a decision about a rendition. Dated: a change is a new row.';

insert into kernel.document_class (code, label, clause, roles, valid_from) values
  ('Unclassified', 'Not classified yet', '12.03(2) Record', '{CertStaff,StdStaff,RecordsAccessOfficer,Counsel,ExecutiveDirector,System}', '2023-09-01'),
  ('Personal', 'Personal data', '8.03(2) Personal Data', '{CertStaff,StdStaff,RecordsAccessOfficer,Counsel,ExecutiveDirector,Chair,Commissioner,AuditLead,AuditStaff,System}', '2023-09-01'),
  ('Contact', 'Private contact details', '8.06(4)(a)3', '{CertStaff,StdStaff,RecordsAccessOfficer,Counsel,ExecutiveDirector,System}', '2023-09-01'),
  ('IA', 'Complaint or investigation', '8.06(4)(a)2', '{StdStaff,Counsel,ExecutiveDirector,Chair,Commissioner,System}', '2023-09-01'),
  ('CORI', 'Criminal history, arrests, background check', '8.06(4)(a)4', '{CertStaff,StdStaff,Counsel,ExecutiveDirector,System}', '2023-09-01'),
  ('MedPsych', 'Physical or psychological evaluation', '12.04(1)(b)2', '{CertStaff,Counsel,ExecutiveDirector,System}', '2023-09-01'),
  ('Fitness', 'Character and fitness assessment', '12.04(1)(b)5', '{CertStaff,Counsel,ExecutiveDirector,System}', '2023-09-01'),
  ('Privileged', 'Privileged', '8.09(1)', '{Counsel,ExecutiveDirector,System}', '2023-09-01');

create table kernel.document_content (
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint not null check (bytes > 0),
  type text not null,
  charset text,
  hold text,
  hold_words text,
  scan text not null check (scan in ('NotConfigured', 'Waiting', 'Clean', 'Infected')),
  scan_found text,
  scan_tried_at timestamptz,
  kept_at timestamptz not null,
  checked_at timestamptz not null,
  integrity text not null check (integrity in ('Intact', 'Altered', 'Missing')),
  constraint pk_document_content primary key (sha256),
  constraint ck_document_content_hold check ((hold is null) = (hold_words is null))
);
comment on table kernel.document_content is 'One row for each distinct content. Held, infected, waiting or not intact: never served.';
comment on column kernel.document_content.type is 'By the bytes, never by a name.';
create index ix_document_content_checked on kernel.document_content (checked_at, sha256);
create index ix_document_content_scan on kernel.document_content (scan_tried_at) where scan in ('Waiting', 'NotConfigured');
create index ix_document_content_damaged on kernel.document_content (sha256) where integrity <> 'Intact';

create table kernel.document (
  id uuid not null,
  sha256 text not null references kernel.document_content (sha256),
  name_as_sent text not null,
  class text not null,
  received_from text not null,
  received_by uuid not null,
  received_by_name text not null,
  received_at timestamptz not null,
  subjects uuid[] not null,
  owner_kind text not null,
  owner_reference text not null,
  supersedes uuid references kernel.document (id),
  constraint pk_document primary key (id),
  constraint ux_document_supersedes unique (supersedes)
);
comment on table kernel.document is 'One row for each receipt. Superseded when another row names it; no row is changed or taken away.';
comment on column kernel.document.name_as_sent is 'For people only: no path and no type is ever made from it.';
create index ix_document_owner on kernel.document (owner_kind, owner_reference, id);
create index ix_document_sha256 on kernel.document (sha256);
create index ix_document_received_by on kernel.document (received_by, received_at);

create table kernel.document_finding (
  id uuid not null,
  sha256 text not null references kernel.document_content (sha256),
  found_at timestamptz not null,
  integrity text not null check (integrity in ('Intact', 'Altered', 'Missing')),
  found_sha256 text,
  found_bytes bigint,
  constraint pk_document_finding primary key (id)
);
comment on table kernel.document_finding is 'Each time a check found a content other than at the check before.';
create index ix_document_finding_sha256 on kernel.document_finding (sha256, found_at);

create table kernel.document_ticket (
  token_sha256 bytea not null,
  document_id uuid not null references kernel.document (id),
  use text not null check (use in ('Show', 'Download')),
  account_id uuid not null,
  session_id uuid not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint pk_document_ticket primary key (token_sha256)
);
comment on table kernel.document_ticket is 'The right to fetch one document once, for one session; the ticket itself is kept nowhere, only its digest.';

grant select on kernel.document_class to post_app;
grant select, insert on kernel.document, kernel.document_content, kernel.document_finding, kernel.document_ticket to post_app;
grant update (scan, scan_found, scan_tried_at, checked_at, integrity) on kernel.document_content to post_app;
grant update (used_at) on kernel.document_ticket to post_app;
