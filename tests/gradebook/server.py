"""A private PostgreSQL server for the tests: one for all workers, on a Unix socket, gone afterwards."""

import ctypes
import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import create_engine

PR_SET_CHILD_SUBREAPER, PR_GET_CHILD_SUBREAPER = 36, 37
DEBIAN = Path("/usr/lib/postgresql")
OWNER = "grader"
GUARDED, PASSWORD = "guarded", "open-sesame"
RULES = f"local all {GUARDED} scram-sha-256\nlocal all all trust\n"
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "16MB",
    "max_connections": "60",
}
CREATED: set[str] = set()


def programs() -> Path:
    """The folder of the server's programs; without one, skip, on CI fail."""
    newest = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = newest[-1] if newest else shutil.which("initdb")
    if found is None:
        complain = pytest.fail if os.environ.get("CI") else pytest.skip
        complain("PostgreSQL's server is not installed: apt install postgresql")
    return Path(found).parent


@dataclass(frozen=True)
class Server:
    """A running server."""

    folder: Path

    def address(self, database: str, user: str = OWNER, password: str = "") -> str:
        secret = f":{password}" if password else ""
        return f"postgresql://{user}{secret}@/{database}?host={self.folder}"

    @property
    def own(self) -> str:
        """The name of this process's database."""
        return f"grades_{os.getpid()}"

    def empty_database(self) -> str:
        """The address of this process's database, emptied; a new one would take ten times as long."""
        if self.own not in CREATED:
            self.execute(f"CREATE DATABASE {self.own} TEMPLATE template0")
            CREATED.add(self.own)
        address = self.address(self.own)
        self.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public", address)
        return address

    def execute(self, statement: str, address: str | None = None) -> None:
        url = (address or self.address("postgres")).replace("postgresql:", "postgresql+psycopg:")
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)
        engine.dispose()


@contextmanager
def shared_server(root: Path) -> Iterator[Server]:
    """The server that all workers of a test session share; the last one stops it.

    `root` is a folder that they share. Who uses the server holds a lock on a file there together
    with the others; who gets that lock alone is the last.
    """
    bin_folder = programs()
    place = root / "postgresql"
    with (root / "postgresql-users").open("w") as users:
        with turn(root):
            folder = start(bin_folder, place)
            fcntl.flock(users, fcntl.LOCK_SH)
        yield Server(folder)
        with turn(root):
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            stop(bin_folder, folder)
            place.unlink()


@contextmanager
def turn(root: Path) -> Iterator[None]:
    """Who starts or stops the server does it alone."""
    with (root / "postgresql-turn").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def start(bin_folder: Path, place: Path) -> Path:
    """Start a server, unless `place` tells the folder of one that runs already."""
    if place.exists():
        return Path(place.read_text())
    # A socket's path has 107 bytes at most, and pytest's folders are long.
    folder = Path(tempfile.mkdtemp(prefix="grades-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    run(
        folder,
        [bin_folder / "initdb", "--no-sync", "--no-instructions", "--auth=trust",
         f"--username={OWNER}", "--encoding=UTF8", "--locale=C.UTF-8", f"--pgdata={folder}/data"],
    )  # fmt: skip
    (folder / "data/pg_hba.conf").write_text(RULES)
    settings = " ".join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
    options = f"{settings} -c unix_socket_directories={folder}"
    with no_subreaper():
        control(bin_folder, folder, "start", f"--log={folder}/log", f"--options={options}")
    server = Server(folder)
    server.execute(f"CREATE ROLE {GUARDED} LOGIN PASSWORD '{PASSWORD}'")
    server.execute("CREATE ROLE stranger LOGIN")
    place.write_text(str(folder))
    return folder


@contextmanager
def no_subreaper() -> Iterator[None]:
    """What becomes a daemon inside goes to init, though a sandbox made this process a subreaper.

    It would be a child of this process otherwise, which that sandbox takes for an orphan and kills.
    """
    system, was = ctypes.CDLL(None), ctypes.c_int()
    system.prctl(PR_GET_CHILD_SUBREAPER, ctypes.byref(was))
    system.prctl(PR_SET_CHILD_SUBREAPER, 0)
    try:
        yield
    finally:
        system.prctl(PR_SET_CHILD_SUBREAPER, was)


def stop(bin_folder: Path, folder: Path) -> None:
    control(bin_folder, folder, "stop", "--mode=immediate")
    shutil.rmtree(folder)


def control(bin_folder: Path, folder: Path, verb: str, *options: str) -> None:
    run(
        folder,
        [bin_folder / "pg_ctl", verb, "--wait", "--silent", f"--pgdata={folder}/data", *options],
    )


def run(folder: Path, command: list[object]) -> None:
    """Run a program of the server's; it refuses to be run by root."""
    user = "postgres" if os.geteuid() == 0 else None
    with (folder / "programs").open("a") as output:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=folder, user=user, group=user, extra_groups=None if user is None else [],
            stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False,
        )  # fmt: skip
    if done.returncode:
        pytest.fail(f"{command[0]}: {(folder / 'programs').read_text()}")
