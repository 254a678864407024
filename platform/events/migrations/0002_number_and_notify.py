"""Events are numbered, and the relay is woken, by the database itself."""

from django.db import migrations

FORWARD = """
create sequence events_event_number_seq as bigint owned by events_event.number;
create schema if not exists app;
create function app.stamp_event() returns trigger language plpgsql as $$
begin
  new.number := nextval('events_event_number_seq');
  perform pg_notify('lianwang_events', '');  -- sent at commit, once per transaction; carries nothing
  return new;
end $$;
create trigger events_stamp before insert on events_event for each row execute function app.stamp_event();
"""
BACKWARD = """
drop trigger events_stamp on events_event;
drop function app.stamp_event();
drop sequence events_event_number_seq;
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
