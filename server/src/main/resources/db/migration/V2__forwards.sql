-- What a person forwarded to a port of this machine.
create table forward (
  ordinal    integer primary key,
  cluster    text not null,
  resource   text not null,
  namespace  text,
  name       text not null,
  port       integer not null,
  local_port integer not null
);
