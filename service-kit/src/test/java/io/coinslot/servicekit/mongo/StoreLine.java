package io.coinslot.servicekit.mongo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The way to a store, on which its answers can get lost while connections stay open. */
final class StoreLine implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ServerSocket near = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final URI store;
    private volatile boolean silent;

    StoreLine(String storeUri) throws IOException {
        store = URI.create(storeUri);
        threads.execute(this::accept);
    }

    String uri() {
        return "mongodb://127.0.0.1:" + near.getLocalPort();
    }

    void fallSilent() {
        silent = true;
    }

    void speakAgain() {
        silent = false;
    }

    private void accept() {
        try {
            while (true) {
                Socket caller = near.accept();
                Socket far = new Socket(store.getHost(), store.getPort());
                threads.execute(() -> forward(caller, far, false));
                threads.execute(() -> forward(far, caller, true));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void forward(Socket from, Socket to, boolean answers) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] bytes = new byte[8_192];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (!(answers && silent)) {
                    out.write(bytes, 0, read);
                    out.flush();
                }
            }
        } catch (IOException e) {
            // One side has hung up.
        }
    }

    @Override
    public void close() throws IOException {
        near.close();
        threads.shutdownNow();
    }
}
