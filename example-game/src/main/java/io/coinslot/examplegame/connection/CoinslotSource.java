package io.coinslot.examplegame.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives Coinslot as {@code connection.json} describes it now. The game is started before the file is written, and the
 * file changes when secrets are rotated, so it is looked at for each use and read when it has changed.
 */
public final class CoinslotSource implements Supplier<Coinslot>, AutoCloseable {
    private final Path file;
    private @Nullable Coinslot current;
    private @Nullable FileTime readAt;

    /** Reads this file when it is first needed. */
    public CoinslotSource(Path file) {
        this.file = file;
    }

    @Override
    public synchronized Coinslot get() {
        FileTime changedAt = changedAt();
        if (current == null || !changedAt.equals(readAt)) {
            Coinslot next = Coinslot.at(Connection.read(file));
            close();
            current = next;
            readAt = changedAt;
        }
        return current;
    }

    @Override
    public synchronized void close() {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    private FileTime changedAt() {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}
