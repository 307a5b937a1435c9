package io.coinslot.localstack.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An opened data directory: locks it, reads it, and compacts it while the store runs. */
final class StoreFiles implements AutoCloseable {
    private final Engine engine;
    private final @Nullable FileChannel lockFile;
    private final @Nullable Compaction compaction;

    private StoreFiles(Engine engine, @Nullable FileChannel lockFile, @Nullable Compaction compaction) {
        this.engine = engine;
        this.lockFile = lockFile;
        this.compaction = compaction;
    }

    static StoreFiles none() {
        Engine engine = new Engine(new Contents(), Journal.NONE, StoreLimits.withoutFiles());
        return new StoreFiles(engine, null, null);
    }

    static StoreFiles open(Path directory, StoreLimits limits, Consumer<IOException> onFailure) throws IOException {
        Files.createDirectories(directory);
        FileChannel lockFile = lock(directory);
        Contents contents = new Contents();
        try {
            LogFiles files = new LogFiles(directory);
            long sequence = new Recovery(files, contents).run();
            FileJournal journal = new FileJournal(files, sequence, onFailure);
            Engine engine = new Engine(contents, journal, limits);
            return new StoreFiles(engine, lockFile, new Compaction(engine, journal, files));
        } catch (IOException | RuntimeException e) {
            contents.parts().close();
            lockFile.close();
            throw e;
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve("in-use.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw new IOException("another store uses the directory " + directory);
        }
        return channel;
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Engine engine() {
        return engine;
    }

    @Override
    public void close() throws IOException {
        if (compaction != null) {
            compaction.close();
        }
        engine.journal().close();
        engine.contents().parts().close();
        if (lockFile != null) {
            lockFile.close();
        }
    }
}
