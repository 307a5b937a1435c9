package io.coinslot.localstack.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which process listens on a port, as far as the system tells us: Linux does of one's own processes. */
public final class PortHolder {
    /** Columns of /proc/net/tcp and tcp6 (proc(5)). */
    private static final int LOCAL_ADDRESS = 1;

    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final String LISTENS = "0A";

    private PortHolder() {}

    /** Empty if nobody listens there, or nobody that we may see. */
    public static Optional<ProcessHandle> of(int port) {
        return List.of("tcp", "tcp6").stream()
                .flatMap(table -> socket(Path.of("/proc/net", table), port).stream())
                .flatMap(socket -> ProcessHandle.allProcesses().filter(process -> holds(process, socket)))
                .findFirst();
    }

    private static Optional<String> socket(Path table, int port) {
        String ending = ":%04X".formatted(port);
        try {
            return Files.readAllLines(table).stream()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns.length > INODE
                            && columns[LOCAL_ADDRESS].endsWith(ending)
                            && columns[STATE].equals(LISTENS))
                    .map(columns -> "socket:[" + columns[INODE] + "]")
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty(); // Another system than Linux does not tell it so.
        }
    }

    private static boolean holds(ProcessHandle process, String socket) {
        Path open = Path.of("/proc", Long.toString(process.pid()), "fd");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(open)) {
            for (Path file : files) {
                if (isLinkTo(file, socket)) {
                    return true;
                }
            }
        } catch (IOException e) {
            return false; // Somebody else's process, or one that has ended.
        }
        return false;
    }

    private static boolean isLinkTo(Path file, String target) {
        try {
            return Files.readSymbolicLink(file).toString().equals(target);
        } catch (IOException e) {
            return false; // Closed meanwhile.
        }
    }
}
