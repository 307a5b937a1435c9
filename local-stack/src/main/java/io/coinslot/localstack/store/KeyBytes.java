package io.coinslot.localstack.store;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The values of an index's fields as bytes that sort like the values: an index has millions of them, and as objects
 * each takes several times the memory. Each value starts with a byte for its type and tells where it ends, so that all
 * bits of it can be turned round for a field in descending order.
 *
 * <p>Values of types that no list is sorted by have their type alone. They are found nevertheless, since a query
 * matches every document that an index names.
 */
final class KeyBytes {
    /** More than any byte that a value or a slot starts with, in either order. */
    private static final int AFTER_ALL = 0xff;

    private static final int MIN_KEY = 1;
    private static final int NULL = 2;
    private static final int NUMBER = 3;
    private static final int STRING = 4;
    private static final int DOCUMENT = 5;
    private static final int ARRAY = 6;
    private static final int BINARY = 7;
    private static final int LEGACY_UUID = 8;
    private static final int UNIVERSALLY_UNIQUE = 9;
    private static final int OBJECT_ID = 10;
    private static final int BOOLEAN = 11;
    private static final int INSTANT = 12;
    private static final int TIMESTAMP = 13;
    private static final int REGULAR_EXPRESSION = 14;
    private static final int MAX_KEY = 15;
    private static final int OTHER = 16;

    private static final long LARGEST_EXACT = 1L << 53;

    private byte[] bytes = new byte[128];
    private int size;
    private boolean coarse;

    /** Whether a value was added, ever, whose bytes do not tell it from all others. */
    boolean isCoarse() {
        return coarse;
    }

    KeyBytes reset() {
        size = 0;
        return this;
    }

    KeyBytes add(@Nullable Object value, boolean ascending) {
        int start = size;
        addAscending(value);
        if (!ascending) {
            for (int i = start; i < size; i++) {
                bytes[i] = (byte) ~bytes[i];
            }
        }
        return this;
    }

    /** What was added, with the slot of the document that has these values. */
    byte[] withSlot(int slot) {
        addInteger(slot);
        return Arrays.copyOf(bytes, size);
    }

    /** A bound before everything that starts with what was added. */
    byte[] before() {
        return Arrays.copyOf(bytes, size);
    }

    /** A bound after everything that starts with what was added. */
    byte[] after() {
        addByte(AFTER_ALL);
        return Arrays.copyOf(bytes, size);
    }

    static int slot(byte[] key) {
        return ByteBuffer.wrap(key).getInt(key.length - 4);
    }

    private void addAscending(@Nullable Object value) {
        switch (value) {
            case null -> addByte(NULL);
            case Missing missing -> addByte(NULL);
            case String string -> addString(string);
            case Number number -> addNumber(number);
            case Instant instant -> addLong(INSTANT, instant.toEpochMilli() ^ Long.MIN_VALUE);
            case Boolean bool -> addByte(BOOLEAN).addByte(bool ? 1 : 0);
            case ObjectId id -> addByte(OBJECT_ID).addBytes(id.toByteArray());
            case UUID id ->
                addLong(UNIVERSALLY_UNIQUE, id.getMostSignificantBits()).addLong(id.getLeastSignificantBits());
            default -> {
                addByte(type(value));
                coarse = true;
            }
        }
    }

    private static int type(Object value) {
        return switch (value) {
            case MinKey key -> MIN_KEY;
            case Document document -> DOCUMENT;
            case Collection<?> elements -> ARRAY;
            case BinData data -> BINARY;
            case LegacyUUID id -> LEGACY_UUID;
            case BsonTimestamp timestamp -> TIMESTAMP;
            case BsonRegularExpression expression -> REGULAR_EXPRESSION;
            case MaxKey key -> MAX_KEY;
            default -> OTHER;
        };
    }

    /** Numbers of all types are compared with each other; beyond 53 bits neighbours become one. */
    private void addNumber(Number number) {
        double value = number.doubleValue();
        boolean exact = number instanceof Integer
                || number instanceof Double
                || (number instanceof Long && Math.abs(value) < LARGEST_EXACT);
        coarse |= !exact;
        long bits = Double.doubleToLongBits(value == 0 ? 0.0 : value);
        addLong(NUMBER, bits ^ ((bits >> 63) | Long.MIN_VALUE));
    }

    /** By UTF-16 units, as strings are compared here; an end that is less than every unit. */
    private void addString(String string) {
        ensure(3 * string.length() + 2);
        addByte(STRING);
        for (int i = 0; i < string.length(); i++) {
            char unit = string.charAt(i);
            if (unit < 2) {
                put(1);
                put(unit + 1);
            } else if (unit < 0x80) {
                put(unit);
            } else if (unit < 0x800) {
                put(0xc0 | unit >> 6);
                put(0x80 | unit & 0x3f);
            } else {
                put(0xe0 | unit >> 12);
                put(0x80 | unit >> 6 & 0x3f);
                put(0x80 | unit & 0x3f);
            }
        }
        addByte(0);
    }

    private KeyBytes addLong(int type, long value) {
        return addByte(type).addLong(value);
    }

    private KeyBytes addLong(long value) {
        addInteger((int) (value >>> 32));
        return addInteger((int) value);
    }

    private KeyBytes addInteger(int value) {
        ensure(4);
        put(value >>> 24);
        put(value >>> 16);
        put(value >>> 8);
        put(value);
        return this;
    }

    private void addBytes(byte[] more) {
        ensure(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    private KeyBytes addByte(int value) {
        ensure(1);
        put(value);
        return this;
    }

    private void put(int value) {
        bytes[size++] = (byte) value;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
