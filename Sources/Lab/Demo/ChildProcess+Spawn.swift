#if canImport(Glibc)
    import Glibc
#endif

extension ChildProcess {
    /// A pipe that no other child inherits: children are only started one at a time, and this is
    /// part of a start.
    static func pipe() throws(ChildError) -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        guard Glibc.pipe(&ends) == 0 else { throw .noPipe(reason: reason(errno)) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    static func closeAll(_ descriptors: [Int32]) {
        for descriptor in descriptors { close(descriptor) }
    }

    /// Starts a program with the given ends as its standard input and output.
    static func spawn(
        _ program: String, _ arguments: [String], _ environment: [String: String],
        input: Int32, output: Int32, errorPath: String
    ) throws(ChildError) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_addopen(
            &actions, STDERR_FILENO, errorPath, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        closeOthers(&actions)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // What this process ignores or blocks, the child must not.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for number in [SIGPIPE, SIGINT, SIGTERM] { sigaddset(&signals, number) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        let variables = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        var id: pid_t = 0
        let result = withStrings([program] + arguments) { arguments in
            withStrings(variables) { variables in
                posix_spawn(&id, program, &actions, &attributes, arguments, variables)
            }
        }
        guard result == 0 else {
            throw .notStarted(program: program, reason: reason(result))
        }
        return id
    }

    /// Descriptors that may be opened by other threads while a child is being started.
    private static let openedMeanwhileMaximum: Int32 = 64

    /// Lets the child close everything but its first three descriptors.
    ///
    /// Not every library marks its sockets as ours alone, and one that a child holds stays open
    /// after we have closed it: the other side would never hear that a link was cut. Closing a
    /// number that is not open does no harm.
    private static func closeOthers(_ actions: inout posix_spawn_file_actions_t) {
        var highest = STDERR_FILENO
        if let folder = opendir("/proc/self/fd") {
            while let entry = readdir(folder) {
                let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                }
                highest = max(highest, Int32(name) ?? 0)
            }
            closedir(folder)
        }
        for descriptor in (STDERR_FILENO + 1)...(highest + openedMeanwhileMaximum) {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }
    }

    /// C strings with a null pointer at the end, for the length of a call.
    private static func withStrings<Result>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let pointers = strings.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers + [nil])
    }

    private static func reason(_ code: Int32) -> String {
        strerror(code).map { String(cString: $0) } ?? "error \(code)"
    }
}
