package io.coinslot.gateway.proxy;

import io.coinslot.gateway.configuration.GatewaySettings;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.coyote.CloseNowException;

/**
 * How long a caller may take to read an answer: a request holds its place at the service until then. What the service
 * takes to answer does not count, nor what lies in the buffers of the connection.
 */
final class ReadingTime {
    /** Looked at after each of these, so that no part is so long that it could be read for ever. */
    private static final int PART_BYTES = 8_192;

    private final GatewaySettings.Limits limits;
    private final LongSupplier nanoTime;
    private long writtenBytes;
    private long takenNanos;

    ReadingTime(GatewaySettings.Limits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /**
     * Passes bytes on.
     *
     * @throws TooSlow if the caller has taken too long for all that was written so far
     */
    void write(OutputStream out, byte[] bytes, int count) throws IOException {
        for (int from = 0; from < count; from += PART_BYTES) {
            int part = Math.min(PART_BYTES, count - from);
            long start = nanoTime.getAsLong();
            out.write(bytes, from, part);
            takenNanos += nanoTime.getAsLong() - start;
            writtenBytes += part;
            check();
        }
    }

    private void check() throws TooSlow {
        long allowedSeconds = limits.readingSeconds() + writtenBytes / limits.readingBytesPerSecond();
        if (takenNanos > TimeUnit.SECONDS.toNanos(allowedSeconds)) {
            throw new TooSlow("The answer was read too slowly: " + writtenBytes + " bytes in "
                    + TimeUnit.NANOSECONDS.toSeconds(takenNanos) + " s");
        }
    }

    /** The server closes the connection and makes no ado about it: what was read is not the whole answer. */
    static final class TooSlow extends CloseNowException {
        private static final long serialVersionUID = 1L;

        private TooSlow(String message) {
            super(message);
        }
    }
}
