package io.coinslot.localstack.launcher;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Reads the ends of log files. */
final class Logs {
    private static final int LONGEST_LINE = 500;
    /** The virtual machine repeats its whole command line in the log when it writes an AOT cache. */
    private static final String OF_THE_CACHE = "Picked up JAVA_TOOL_OPTIONS";

    private static final int MOST_BYTES = 256 << 10;

    private Logs() {}

    /** The last lines of a log, or a note that there are none. */
    static String tail(Path log, int lines) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - MOST_BYTES));
            byte[] end = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(end);
            List<String> all = new String(end, StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            return "(no log)";
        }
    }
}
