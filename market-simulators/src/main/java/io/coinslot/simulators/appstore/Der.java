package io.coinslot.simulators.appstore;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/** The few forms of ASN.1's distinguished encoding (X.690) that a certificate needs. */
final class Der {
    private static final int BOOLEAN = 0x01;
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int NULL = 0x05;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int UTF8_STRING = 0x0C;
    private static final int UTC_TIME = 0x17;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int CONTEXT = 0xA0;
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return form(SEQUENCE, joined(parts));
    }

    static byte[] set(byte[]... parts) {
        return form(SET, joined(parts));
    }

    static byte[] tagged(int number, byte[] content) {
        return form(CONTEXT + number, content);
    }

    static byte[] yes() {
        return form(BOOLEAN, new byte[] {(byte) 0xFF});
    }

    static byte[] nothing() {
        return form(NULL, new byte[0]);
    }

    static byte[] integer(BigInteger number) {
        return form(INTEGER, number.toByteArray());
    }

    static byte[] integer(int number) {
        return integer(BigInteger.valueOf(number));
    }

    static byte[] octets(byte[] content) {
        return form(OCTET_STRING, content);
    }

    /** Bits of which the last few of the last byte do not count. */
    static byte[] bits(int unused, byte... content) {
        return form(BIT_STRING, joined(new byte[] {(byte) unused}, content));
    }

    static byte[] text(String text) {
        return form(UTF8_STRING, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A time before the year 2050. */
    static byte[] time(Instant time) {
        return form(UTC_TIME, UTC.format(time).getBytes(StandardCharsets.US_ASCII));
    }

    /** An object identifier such as 2.5.4.3. */
    static byte[] identifier(String dotted) {
        long[] arcs =
                Arrays.stream(dotted.split("\\.")).mapToLong(Long::parseLong).toArray();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        writeArc(content, arcs[0] * 40 + arcs[1]);
        for (int at = 2; at < arcs.length; at++) {
            writeArc(content, arcs[at]);
        }
        return form(OBJECT_IDENTIFIER, content.toByteArray());
    }

    /** Seven bits a byte, the highest bit set in all but the last. */
    private static void writeArc(ByteArrayOutputStream to, long arc) {
        for (int shift = (63 - Long.numberOfLeadingZeros(arc | 1)) / 7 * 7; shift >= 0; shift -= 7) {
            to.write((int) (arc >>> shift & 0x7F) | (shift == 0 ? 0 : 0x80));
        }
    }

    private static byte[] form(int tag, byte[] content) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.write(tag);
        if (content.length < 0x80) {
            form.write(content.length);
        } else {
            byte[] length = BigInteger.valueOf(content.length).toByteArray();
            byte[] bare = length[0] == 0 ? Arrays.copyOfRange(length, 1, length.length) : length;
            form.write(0x80 | bare.length);
            form.writeBytes(bare);
        }
        form.writeBytes(content);
        return form.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
