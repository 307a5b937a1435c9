package io.coinslot.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** An answer that is read as it comes, and given up when nothing more of it comes for too long. */
final class GuardedStream extends InputStream {
    private final InputStream in;
    private final Duration longestStall;

    GuardedStream(InputStream answer, Duration longestStall) {
        this.in = answer;
        this.longestStall = longestStall;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    /** Closing the stream is what ends a read that waits. */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        CompletableFuture<Void> over = new CompletableFuture<>();
        over.orTimeout(longestStall.toMillis(), TimeUnit.MILLISECONDS).exceptionally(this::closeInTheMidst);
        try {
            return in.read(bytes, offset, length);
        } catch (IOException e) {
            throw over.isCompletedExceptionally() ? stalled(e) : e;
        } finally {
            over.complete(null);
        }
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private @Nullable Void closeInTheMidst(Throwable cause) {
        if (cause instanceof TimeoutException) {
            try {
                in.close();
            } catch (IOException e) {
                cause.addSuppressed(e);
            }
        }
        return null;
    }

    private IOException stalled(IOException cause) {
        HttpTimeoutException stalled =
                new HttpTimeoutException("nothing more of the answer came for " + longestStall.toSeconds() + " s");
        stalled.initCause(cause);
        return stalled;
    }
}
