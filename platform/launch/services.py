"""The embedded servers of one profile, shared by every command that runs at the same time.

Each command holds a lease. The first one starts the servers, the last one stops them; a lease of a process
that was killed counts for nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from launch import postgres, roles, valkey
from launch.binaries import Binaries, find_binaries
from launch.console import LaunchError
from launch.marks import is_alive, my_mark
from launch.places import runtime_home
from launch.ports import HOST, free_port
from launch.postgres import SUPERUSER, Postgres
from launch.servant import Servant, find_servant, reachable
from launch.state import Server, State, load, locked
from launch.valkey import Valkey

POSTGRES, VALKEY = "postgres", "valkey"
BOTH = (POSTGRES, VALKEY)
PORT_BACK_WITHIN = 3.0
# Folder beside the profiles for copies of the programs.
PROGRAMS = "programs"


@dataclass(frozen=True)
class Services:
    """The servers whose data lies in `folder`."""

    folder: Path
    copies: Path
    durable: bool = True
    servant: Servant | None = field(default_factory=find_servant)

    def acquire(self, wanted: Sequence[str] = BOTH) -> State:
        """Take a lease for this process, starting what does not run; return the state with the addresses."""
        with locked(self.folder) as state:
            self._check_reach()
            state.leases = [lease for lease in state.leases if is_alive(lease)]
            self._start_missing(state, wanted)
            if my_mark() not in state.leases:
                state.leases.append(my_mark())
            return state

    def release(self) -> None:
        """Give this process's lease back; the last one out stops the servers."""
        with locked(self.folder) as state:
            mine = my_mark()
            state.leases = [lease for lease in state.leases if lease != mine and is_alive(lease)]
            if not state.leases:
                self.stop_servers(state)

    def revive(self, wanted: Sequence[str] = BOTH) -> list[str]:
        """Start again what has died; the names of what was started.

        Raises LaunchError if a server could not have its port back: whoever uses it would not find it.
        """
        remembered = load(self.folder).servers
        if all(name in remembered and is_alive(remembered[name].mark) for name in wanted):
            return []
        with locked(self.folder) as state:
            started = self._start_missing(state, wanted)
            known = [name for name in started if name in remembered]
            moved = [name for name in known if remembered[name].port != state.servers[name].port]
        if moved:
            raise LaunchError(f"The port of {', '.join(moved)} was taken by another program; start again.")
        return started

    def stop(self) -> None:
        """Stop the servers whoever uses them."""
        with locked(self.folder) as state:
            state.leases.clear()
            self.stop_servers(state)

    def empty_database(self, state: State) -> None:
        """Throw the database away and make it again, within a lock that is already held."""
        run = f"DROP DATABASE IF EXISTS {roles.DATABASE} WITH (FORCE);"
        roles.run_sql(self.admin_url(state), run, self.binaries())
        state.prepared.pop(roles.DATABASE, None)
        self._make_roles(state)

    def admin_url(self, state: State) -> str:
        """Address of the cluster's superuser."""
        port = state.servers[POSTGRES].port
        return roles.address(HOST, port, SUPERUSER, state.password(SUPERUSER), "postgres")

    def database_urls(self, state: State, database: str = roles.DATABASE) -> roles.DatabaseUrls:
        """Addresses of the three roles."""
        port = state.servers[POSTGRES].port
        app, owner, system = (
            roles.address(HOST, port, role, state.password(role), database)
            for role in (roles.APP, roles.OWNER, roles.SYSTEM)
        )
        return roles.DatabaseUrls(app=app, owner=owner, system=system)

    def redis_url(self, state: State) -> str:
        """Address of Valkey without a database number."""
        return f"redis://:{state.password(VALKEY)}@{HOST}:{state.servers[VALKEY].port}"

    def binaries(self) -> Binaries:
        """The programs, readable for the user that runs them."""
        return find_binaries(self.copies, self.servant)

    def _postgres(self) -> Postgres:
        return Postgres(self.folder, self.binaries(), self.servant, self.durable)

    def _valkey(self) -> Valkey:
        return Valkey(self.folder, self.binaries(), self.servant, self.durable)

    def _start_missing(self, state: State, wanted: Sequence[str]) -> list[str]:
        started = []
        for name in wanted:
            server = state.servers.get(name)
            if server is None or not is_alive(server.mark):
                state.servers.pop(name, None)
                # The threads of a killed server may hold its port for a moment longer.
                port = free_port(state.ports.get(name), patience=PORT_BACK_WITHIN if server else 0.0)
                start = self._start_postgres if name == POSTGRES else self._start_valkey
                state.servers[name] = start(state, port)
                state.ports[name] = state.servers[name].port
                started.append(name)
        if POSTGRES in wanted:
            self._make_roles(state)
        return started

    def _make_roles(self, state: State) -> None:
        if state.prepared.get(roles.DATABASE) != roles.VERSION:
            passwords = {role: state.password(role) for role in (roles.OWNER, roles.APP, roles.SYSTEM)}
            roles.make_embedded(self.admin_url(state), passwords, self.binaries())
            state.prepared[roles.DATABASE] = roles.VERSION

    def _start_postgres(self, state: State, port: int) -> Server:
        cluster = self._postgres()
        known = SUPERUSER in state.passwords
        if cluster.prepare(state.password(SUPERUSER), known=known) or not known:
            state.prepared.clear()
            state.stamps.clear()
        found = cluster.running()
        if found:
            return Server(*found)
        return Server(cluster.start(port), port)

    def _start_valkey(self, state: State, port: int) -> Server:
        return Server(self._valkey().start(port, state.password(VALKEY)), port)

    def stop_servers(self, state: State) -> None:
        """Stop what runs, within a lock that is already held."""
        for name, server in list(state.servers.items()):
            if is_alive(server.mark):
                (postgres if name == POSTGRES else valkey).stop_server(server.mark)
            del state.servers[name]

    def _check_reach(self) -> None:
        if self.servant is not None and not reachable(self.folder):
            raise LaunchError(
                f"{self.folder} cannot be entered by the user the servers run as;"
                " set LIANWANG_RUNTIME to another folder."
            )


def services_of(profile: str) -> Services:
    """The embedded servers of a profile (`places.PROFILES`); only the tests' servers may lose data."""
    servant = find_servant()
    home = runtime_home(servant)
    return Services(home / profile, home / PROGRAMS, durable=profile != "test", servant=servant)
