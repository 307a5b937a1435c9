package io.coinslot.localstack.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Runs a store as its own process: {@code --port}, {@code --directory}, {@code --max-data-mib}. */
public final class StoreMain {
    private static final int EXIT_DAMAGED = 3;
    private static final int EXIT_LOG_FAILED = 4;

    private StoreMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        int port = Integer.parseInt(option(arguments, "--port", "27017"));
        Path directory = Path.of(option(arguments, "--directory", ".coinslot/data/store"));
        StoreLimits limits = StoreLimits.ofMebibytes(Long.parseLong(option(arguments, "--max-data-mib", "300")));
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

    private static String option(String[] arguments, String name, String otherwise) {
        for (int i = 0; i + 1 < arguments.length; i++) {
            if (arguments[i].equals(name)) {
                return arguments[i + 1];
            }
        }
        return otherwise;
    }
}
