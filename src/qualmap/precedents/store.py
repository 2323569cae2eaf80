"""The store: one SQLite file that several processes may write at once, and that survives one being killed."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qualmap.errors import BusyError, InputError, OutputError, UnknownNameError
from qualmap.precedents.entry import Precedent
from qualmap.precedents.retention import Keep, kept_award, kept_reasons
from qualmap.records.policy import Policy

VERSION = 1
"""Of the tables; a newer one is refused."""
_MARK = 0x716D7072
"""SQLite's application id: tells our files from others ("qmpr")."""
_WAIT = 30.0
"""Seconds to wait for another writer; each needs a few milliseconds."""
_TABLES = (
    "CREATE TABLE settings (keep TEXT NOT NULL)",
    "CREATE TABLE policies (hash TEXT PRIMARY KEY, body TEXT NOT NULL)",
    """CREATE TABLE precedents (
        id TEXT PRIMARY KEY, facts TEXT NOT NULL, day TEXT NOT NULL, result TEXT NOT NULL, policy TEXT NOT NULL,
        body TEXT NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX precedents_facts ON precedents (facts, result, day)",
    "CREATE INDEX precedents_day ON precedents (day)",
)
_ERASED_NOT_WIPED = (
    "it is erased, but another process still uses {path}: end that, then run `expire`, which wipes the file"
)


class Store:
    """An open store. Every method is one transaction; what has expired on the day given is never shown."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path, self._db = path, connection

    @property
    def keep(self) -> Keep:
        """What is kept, and for how long."""
        return Keep.model_validate_json(self._db.execute("SELECT keep FROM settings").fetchone()[0])

    def add(self, entry: Precedent, policy: Policy) -> list[Precedent]:
        """Keep an entry; gives, for each other result that the same facts had, the newest entry that had it.

        An entry that is there already is left as it is: the same inputs, records and program give the same judgement.
        """
        result, body = entry.ending.result, entry.model_dump_json(exclude_defaults=True)
        other = "SELECT body, max(day) FROM precedents WHERE facts = ? AND result <> ? AND day > ? GROUP BY result"
        with self._transaction():
            known = (entry.facts, result, self._cutoff(entry.on))
            earlier = self._db.execute(f"{other} ORDER BY 2 DESC, result", known).fetchall()
            self._db.execute(
                "INSERT OR IGNORE INTO policies VALUES (?, ?)", (entry.policy_hash, policy.model_dump_json())
            )
            row = (entry.id, entry.facts, entry.on, result, entry.policy_hash, body)
            self._db.execute("INSERT OR IGNORE INTO precedents VALUES (?, ?, ?, ?, ?, ?)", row)
        return [Precedent.model_validate_json(body) for body, _ in earlier]

    def entries(self, on: str) -> list[Precedent]:
        """Every entry that has not expired on a day, newest first."""
        return self._read("day > ?", (self._cutoff(on),))

    def entry(self, name: str, on: str) -> Precedent:
        """The entry of a judgement, by its id or the beginning of it. Raises UnknownNameError, InputError."""
        if not name:
            raise InputError("an empty id names no judgement: give its first letters at least")
        found = self._read("substr(id, 1, ?) = ? AND day > ?", (len(name), name, self._cutoff(on)))
        if len(found) > 1:
            raise InputError(f"{name!r} begins the id of {len(found)} judgements: give more of it")
        if not found:
            raise UnknownNameError("judgement", name, (entry.id for entry in self.entries(on)), str(self.path))
        return found[0]

    def policy(self, digest: str) -> Policy:
        """The policy by which an entry was judged."""
        row = self._db.execute("SELECT body FROM policies WHERE hash = ?", (digest,)).fetchone()
        return Policy.model_validate_json(row[0])

    def erase(self, name: str) -> Precedent:
        """Remove one entry, expired or not, so that no byte of it is left in the file."""
        found = self.entry(name, "0001-01-01")
        self._remove("id = ?", found.id)
        return found

    def expire(self, on: str) -> int:
        """Remove every entry that has expired on a day, in the same way; gives how many those were."""
        return self._remove("day <= ?", self._cutoff(on))

    def set_keep(self, keep: Keep) -> None:
        """Change what is kept, for the entries that are there too: free text that is kept no more goes at once."""
        with self._transaction():
            before = self.keep
            self._db.execute("UPDATE settings SET keep = ?", (keep.model_dump_json(),))
            if before.text and not keep.text:
                for entry in self._read("1", ()):
                    bare = entry.model_copy(
                        update={
                            "award": kept_award(entry.award, text=False),
                            "reasons": kept_reasons(entry.reasons, entry.award, text=False),
                        }
                    )
                    self._db.execute(
                        "UPDATE precedents SET body = ? WHERE id = ?",
                        (bare.model_dump_json(exclude_defaults=True), entry.id),
                    )
        if before.text and not keep.text:
            self._wipe()

    def _cutoff(self, on: str) -> str:
        return self.keep.cutoff(on)

    def _read(self, where: str, values: tuple[object, ...]) -> list[Precedent]:
        rows = self._db.execute(f"SELECT body FROM precedents WHERE {where} ORDER BY day DESC, id", values)  # noqa: S608
        return [Precedent.model_validate_json(body) for (body,) in rows]

    def _remove(self, where: str, value: str) -> int:
        with self._transaction():
            count = self._db.execute(f"DELETE FROM precedents WHERE {where}", (value,)).rowcount  # noqa: S608
            self._db.execute("DELETE FROM policies WHERE hash NOT IN (SELECT policy FROM precedents)")
        self._wipe()
        return count

    def _wipe(self) -> None:
        """Let go of freed pages and of the journal, which hold what was removed."""
        try:
            self._db.execute("VACUUM")
            left = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            left = 1
        if left:
            raise BusyError(_ERASED_NOT_WIPED.format(path=self.path))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")


@contextmanager
def opened(path: str | Path, *, create: bool = False) -> Iterator[Store]:
    """A store, closed at the end; ``create`` begins one where there is none.

    Raises InputError for a file that is no store, or one of a newer qualmap; OutputError for a place that cannot be
    written; BusyError when another process holds it too long.
    """
    place = Path(path)
    try:
        connection = _connected(place, create=create)
        try:
            _prepare(connection, place, create=create)
            yield Store(place, connection)
        finally:
            connection.close()
    except sqlite3.OperationalError as error:
        said = str(error)
        if "locked" in said or "busy" in said:
            raise BusyError(f"{place}: another process holds the store; try again") from None
        raise OutputError(f"{place}: cannot be used: {said} (a store needs a folder that can be written)") from None
    except sqlite3.DatabaseError as error:
        raise InputError(f"{place}: is no store of precedents: {error}; name the file that --store made") from None


def _connected(place: Path, *, create: bool) -> sqlite3.Connection:
    if place.is_dir():
        raise InputError(f"{place}: is a folder: name a file in it")
    if not create and not place.exists():
        raise InputError(f"{place}: there is no such store; `qualmap assess --store {place}` begins one")
    connection = sqlite3.connect(place, timeout=_WAIT, isolation_level=None)
    connection.execute("PRAGMA secure_delete = ON")  # what is removed is overwritten
    connection.execute("PRAGMA temp_store = MEMORY")  # and no copy of the rest goes to a temporary file
    return connection


def _prepare(db: sqlite3.Connection, place: Path, *, create: bool) -> None:
    """Check that this is a store of ours, or make it one."""
    if _is_ready(db, place):
        return
    if not create:
        raise InputError(f"{place}: is no store of precedents but an empty file; name the file that --store made")
    _write_ahead(db)
    db.execute("BEGIN IMMEDIATE")
    if not _is_ready(db, place):  # another process may have been faster
        for table in _TABLES:
            db.execute(table)
        db.execute("INSERT INTO settings VALUES (?)", (Keep().model_dump_json(),))
        db.execute(f"PRAGMA user_version = {VERSION}")
        db.execute(f"PRAGMA application_id = {_MARK}")
    db.execute("COMMIT")


def _is_ready(db: sqlite3.Connection, place: Path) -> bool:
    mark, version = (db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
    if mark == _MARK and version <= VERSION:
        return True
    if mark == _MARK:
        raise InputError(f"{place}: was made by a newer qualmap (tables {version}, known {VERSION}): update qualmap")
    if mark or version or db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise InputError(f"{place}: is an SQLite file, but no store of precedents; name the file that --store made")
    return False


def _write_ahead(db: sqlite3.Connection) -> None:
    """Readers and writers side by side. SQLite does not wait by itself for this change, so we do."""
    for _ in range(int(_WAIT * 20)):
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            time.sleep(0.05)
        else:
            return
    raise BusyError("another process holds the store; try again")
