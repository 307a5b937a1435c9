package io.coinslot.gateway.configuration;

import org.apache.coyote.http11.Http11NioProtocol;

/**
 * HTTP with smaller buffers than the server's usual ones: a request that waits half a minute holds all of its own, and
 * there may be two thousand. What is longer than a buffer is passed through it in parts.
 */
public final class SmallBuffers extends Http11NioProtocol {
    private static final int READ_BYTES = 2_048;
    private static final int WRITE_BYTES = 4_096;

    public SmallBuffers() {
        getEndpoint().getSocketProperties().setAppReadBufSize(READ_BYTES);
        getEndpoint().getSocketProperties().setAppWriteBufSize(WRITE_BYTES);
    }

    /** How much of an answer is held back before its head is sent: longer than every problem and token. */
    @Override
    public int getDesiredBufferSize() {
        return WRITE_BYTES;
    }
}
