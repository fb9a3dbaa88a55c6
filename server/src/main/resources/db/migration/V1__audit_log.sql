-- What was done through Fresnel. Times are milliseconds since 1970.
create table audit_entry (
  id         integer primary key autoincrement,
  person     text    not null,
  started_at integer not null,
  ended_at   integer,            -- null while it goes on, or where Fresnel ended before it did
  title      text    not null,
  icon       text    not null
);

create table audit_step (
  entry        integer not null references audit_entry (id) on delete cascade,
  ordinal      integer not null, -- from 0, as they were shown
  cluster      text    not null,
  resource     text    not null,
  namespace    text,
  name         text    not null,
  cluster_user text,             -- as whom the cluster took it
  outcome      text,             -- done, failed, stopped, ...; null where it was not seen
  outlook      text    not null, -- what was shown and confirmed, JSON
  progress     text,             -- what came of it, JSON
  primary key (entry, ordinal)
) without rowid;

create index audit_step_object on audit_step (name, namespace, resource, cluster);
