package io.coinslot.localstack.store;

import io.coinslot.localstack.process.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Runs a store as its own process: {@code --port}, {@code --directory}, {@code --max-data-mib}, and
 * {@code --fold-at-kib}, how much is written before documents go from memory to a file.
 */
public final class StoreMain {
    private static final int EXIT_DAMAGED = 3;
    private static final int EXIT_LOG_FAILED = 4;

    private StoreMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        Options options = Options.parse(arguments);
        int port = options.integer("--port", 27017);
        Path directory = options.path("--directory", ".coinslot/data/store");
        StoreLimits limits = StoreLimits.ofMebibytes(options.integer("--max-data-mib", 300))
                .foldingAtKibibytes(options.integer("--fold-at-kib", 32 << 10));
        CountDownLatch stopped = new CountDownLatch(1);
        try {
            EmbeddedStore store = EmbeddedStore.start(port, directory, limits, StoreMain::endAfter);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> closeQuietly(store)));
            System.out.println("store ready on " + store.uri());
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(EXIT_DAMAGED);
        }
        stopped.await();
    }

    private static void endAfter(IOException failure) {
        System.err.println("the store's log cannot be written, so the store ends: " + failure);
        Runtime.getRuntime().halt(EXIT_LOG_FAILED);
    }

    private static void closeQuietly(EmbeddedStore store) {
        try {
            store.close();
        } catch (IOException e) {
            System.err.println("the store did not close cleanly; its log is complete nevertheless: " + e.getMessage());
        }
    }
}
