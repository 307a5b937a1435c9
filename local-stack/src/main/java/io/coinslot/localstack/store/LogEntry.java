package io.coinslot.localstack.store;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the log: length of the payload, checksum of what follows it, sequence, the highest sequence known to be
 * durable when it was written, payload. The fourth field tells a tear (nobody was told of these writes) from damage.
 */
record LogEntry(long sequence, long durableBefore, ByteBuffer payload) {
    static final int HEADER_BYTES = 24;
    static final int LARGEST_PAYLOAD = 1 << 30;

    static void write(ByteBuffer out, long sequence, long durableBefore, ByteBuffer payload) {
        int start = out.position();
        out.putInt(payload.remaining()).putInt(0).putLong(sequence).putLong(durableBefore);
        out.put(payload);
        out.putInt(start + 4, checksum(out, start + 8, out.position()));
    }

    /** The entry at this offset, or null when there is none that is whole. */
    static @Nullable LogEntry read(ByteBuffer in, int offset) {
        if (in.limit() - offset < HEADER_BYTES) {
            return null;
        }
        int length = in.getInt(offset);
        if (length < 0 || length > in.limit() - offset - HEADER_BYTES) {
            return null;
        }
        int end = offset + HEADER_BYTES + length;
        if (checksum(in, offset + 8, end) != in.getInt(offset + 4)) {
            return null;
        }
        ByteBuffer payload = in.slice(offset + HEADER_BYTES, length);
        return new LogEntry(in.getLong(offset + 8), in.getLong(offset + 16), payload);
    }

    int totalBytes() {
        return HEADER_BYTES + payload.capacity();
    }

    private static int checksum(ByteBuffer buffer, int from, int to) {
        CRC32C checksum = new CRC32C();
        checksum.update(buffer.duplicate().limit(to).position(from));
        return (int) checksum.getValue();
    }
}
