internal import SQLite

/// The tables of a space's database, as ordered migrations.
///
/// `log_…` tables are the truth and append-only. All others but `local_…` are derived from them
/// and can be rebuilt. `local_…` belongs to this folder alone and is never replicated.
///
/// A dot is one integer, `author row × 2⁴⁰ + sequence`, so that rows are inserted in the order in
/// which logs grow.
enum Schema {
    /// Marks the file as ours: "NxSt".
    static let applicationID: Int32 = 0x4E78_5374

    /// Schemas 1 to 4 held logs of format version 0, which are not carried over.
    private static let lastSchemaOfLogVersion0: Int64 = 4

    static let migrator = Migrator(
        applicationID: applicationID, abandonedVersion: lastSchemaOfLogVersion0,
        migrations: [
            Migration("log", sql: log), Migration("derived", sql: derived),
            Migration("local", sql: local),
        ])

    /// The derived tables, in the order in which a rebuild empties them.
    static let derivedTables = [
        "enrolment", "attendance", "attempt", "register", "alias", "relation", "label", "witness",
        "resolution", "membership", "stranger", "named", "removal", "unresolved", "identity",
        "used_credential",
    ]

    /// Every line of a log that was continued differently notes the log's own row in `root`; a
    /// branch also the row that it parts from, and where and with which hash it begins.
    private static let log = """
        CREATE TABLE author(
            id INTEGER PRIMARY KEY, author BLOB NOT NULL UNIQUE, parent INTEGER, fork_ordinal INTEGER,
            fork_sequence INTEGER, branch BLOB, device BLOB, nonce BLOB, ordinal INTEGER NOT NULL DEFAULT 0,
            sequence INTEGER NOT NULL DEFAULT 0, hash BLOB, time INTEGER NOT NULL DEFAULT 0,
            wall INTEGER NOT NULL DEFAULT 0, root INTEGER);
        CREATE INDEX author_root ON author(root) WHERE root IS NOT NULL;
        CREATE TABLE log_segment(
            id INTEGER PRIMARY KEY, last_ordinal INTEGER NOT NULL, first_sequence INTEGER NOT NULL,
            last_sequence INTEGER NOT NULL, hash BLOB NOT NULL, run BLOB NOT NULL);
        CREATE TABLE log_dictionary(id INTEGER PRIMARY KEY, entry BLOB NOT NULL);
        CREATE TABLE log_fork_proof(
            author BLOB NOT NULL, ordinal INTEGER NOT NULL, device BLOB NOT NULL, nonce BLOB NOT NULL,
            first_sequence INTEGER NOT NULL, first_hash BLOB NOT NULL, first_signature BLOB NOT NULL,
            second_sequence INTEGER NOT NULL, second_hash BLOB NOT NULL,
            second_signature BLOB NOT NULL,
            PRIMARY KEY(author, ordinal, first_hash, second_hash)) WITHOUT ROWID;
        """

    private static let derived = """
        CREATE TABLE person(id INTEGER PRIMARY KEY, person BLOB NOT NULL UNIQUE);
        CREATE TABLE checkpoint(id INTEGER PRIMARY KEY, checkpoint BLOB NOT NULL UNIQUE);
        CREATE TABLE enrolment(
            dot INTEGER PRIMARY KEY, person INTEGER NOT NULL, time INTEGER NOT NULL,
            permit INTEGER NOT NULL, removed INTEGER NOT NULL);
        CREATE INDEX enrolment_person ON enrolment(person);
        CREATE TABLE attendance(
            dot INTEGER PRIMARY KEY, kind INTEGER NOT NULL, person INTEGER NOT NULL,
            checkpoint INTEGER NOT NULL, gate INTEGER NOT NULL, note INTEGER NOT NULL,
            shape INTEGER NOT NULL, operator INTEGER NOT NULL, time INTEGER NOT NULL,
            wall_offset INTEGER NOT NULL, permit INTEGER NOT NULL, removed INTEGER NOT NULL);
        CREATE INDEX attendance_element ON attendance(person, checkpoint);
        CREATE TABLE attempt(
            dot INTEGER PRIMARY KEY, person INTEGER NOT NULL, tag BLOB,
            checkpoint INTEGER NOT NULL, gate INTEGER NOT NULL, note INTEGER NOT NULL,
            shape INTEGER NOT NULL, operator INTEGER NOT NULL, time INTEGER NOT NULL,
            wall_offset INTEGER NOT NULL, permit INTEGER NOT NULL);
        CREATE INDEX attempt_element ON attempt(person, checkpoint);
        CREATE TABLE register(
            dot INTEGER PRIMARY KEY, entity INTEGER NOT NULL, target INTEGER NOT NULL,
            field INTEGER NOT NULL, value BLOB NOT NULL, time INTEGER NOT NULL,
            permit INTEGER NOT NULL, removed INTEGER NOT NULL);
        CREATE INDEX register_key ON register(entity, target, field);
        CREATE TABLE alias(
            dot INTEGER PRIMARY KEY, person INTEGER NOT NULL, kind INTEGER NOT NULL,
            tag BLOB NOT NULL, permit INTEGER NOT NULL, removed INTEGER NOT NULL);
        CREATE INDEX alias_tag ON alias(tag);
        CREATE INDEX alias_person ON alias(person);
        CREATE TABLE relation(
            dot INTEGER PRIMARY KEY, kind INTEGER NOT NULL, first INTEGER NOT NULL,
            second INTEGER NOT NULL, permit INTEGER NOT NULL, removed INTEGER NOT NULL);
        CREATE INDEX relation_first ON relation(first);
        CREATE INDEX relation_second ON relation(second);
        CREATE TABLE label(
            dot INTEGER PRIMARY KEY, kind INTEGER NOT NULL, number INTEGER NOT NULL, value BLOB NOT NULL,
            permit INTEGER NOT NULL);
        CREATE TABLE witness(
            dot INTEGER PRIMARY KEY, device BLOB, found INTEGER NOT NULL, time INTEGER NOT NULL,
            wall_offset INTEGER NOT NULL, permit INTEGER NOT NULL);
        CREATE TABLE resolution(
            dot INTEGER PRIMARY KEY, decision INTEGER NOT NULL, class INTEGER NOT NULL,
            operator INTEGER NOT NULL, time INTEGER NOT NULL, permit INTEGER NOT NULL);
        CREATE TABLE membership(
            dot INTEGER PRIMARY KEY, ordinal INTEGER NOT NULL, genuine INTEGER NOT NULL,
            permit INTEGER NOT NULL);
        CREATE TABLE stranger(
            dot INTEGER PRIMARY KEY, kind INTEGER NOT NULL, permit INTEGER NOT NULL);
        CREATE TABLE named(
            source INTEGER NOT NULL, target INTEGER NOT NULL, PRIMARY KEY(source, target)
            ) WITHOUT ROWID;
        CREATE INDEX named_target ON named(target);
        CREATE TABLE removal(
            target INTEGER NOT NULL, remover INTEGER NOT NULL, kind INTEGER NOT NULL,
            permit INTEGER NOT NULL, PRIMARY KEY(target, remover)) WITHOUT ROWID;
        CREATE INDEX removal_remover ON removal(remover);
        CREATE TABLE unresolved(
            reference INTEGER NOT NULL, dot INTEGER NOT NULL, place INTEGER NOT NULL,
            PRIMARY KEY(reference, dot)) WITHOUT ROWID;
        CREATE TABLE identity(person INTEGER PRIMARY KEY, canonical INTEGER NOT NULL);
        CREATE INDEX identity_canonical ON identity(canonical);
        CREATE TABLE used_credential(
            author INTEGER NOT NULL, credential INTEGER NOT NULL, PRIMARY KEY(author, credential)
            ) WITHOUT ROWID;
        """

    private static let local = """
        CREATE TABLE local_setting(key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
        CREATE TABLE local_incarnation(
            author INTEGER PRIMARY KEY, machine TEXT NOT NULL, device INTEGER NOT NULL,
            inode INTEGER NOT NULL);
        CREATE TABLE local_answer(
            operation TEXT PRIMARY KEY, wall INTEGER NOT NULL, answer BLOB NOT NULL) WITHOUT ROWID;
        CREATE INDEX local_answer_wall ON local_answer(wall);
        CREATE TABLE local_invite(
            secret_hash BLOB PRIMARY KEY, role INTEGER NOT NULL, secret BLOB NOT NULL,
            expires INTEGER NOT NULL, redeemed_by BLOB) WITHOUT ROWID;
        CREATE TABLE local_peer(
            device BLOB PRIMARY KEY, name TEXT NOT NULL, last_contact INTEGER NOT NULL,
            in_contact INTEGER NOT NULL, address TEXT, offset INTEGER, behind INTEGER NOT NULL
            ) WITHOUT ROWID;
        CREATE TABLE blob(commitment BLOB PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE want(commitment BLOB PRIMARY KEY, person INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE name_token(
            token TEXT NOT NULL, person INTEGER NOT NULL, PRIMARY KEY(token, person)) WITHOUT ROWID;
        """
}
