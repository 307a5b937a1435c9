package io.coinslot.servicekit.trace;

import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A W3C trace context (https://www.w3.org/TR/trace-context/), carried from a request over the events it causes to the
 * tasks these start.
 */
public record Trace(String traceId, String spanId) {
    public static final String HEADER = "traceparent";
    private static final int LENGTH = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01".length();
    private static final String ZEROS = "0".repeat(32);
    private static final ScopedValue<Trace> CURRENT = ScopedValue.newInstance();

    /** The trace this thread works for, or a new one. */
    public static Trace current() {
        return CURRENT.isBound() ? CURRENT.get() : fresh();
    }

    public static Trace fresh() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return new Trace(
                hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong()),
                hex.toHexDigits(random.nextLong()));
    }

    /** Reads a traceparent; a missing or malformed one starts a new trace. */
    public static Trace parse(@Nullable String traceparent) {
        return traceparent == null || !isWellFormed(traceparent)
                ? fresh()
                : new Trace(traceparent.substring(3, 35), traceparent.substring(36, 52));
    }

    private static boolean isWellFormed(String text) {
        return text.length() == LENGTH
                && text.startsWith("00-")
                && isId(text, 3, 35)
                && text.charAt(35) == '-'
                && isId(text, 36, 52)
                && text.charAt(52) == '-'
                && isHex(text, 53, LENGTH);
    }

    /** All zeros are no id. */
    private static boolean isId(String text, int from, int to) {
        return isHex(text, from, to) && !text.regionMatches(from, ZEROS, 0, to - from);
    }

    /** Read with each request and each event: a regular expression would take a hundredth of their time. */
    private static boolean isHex(String text, int from, int to) {
        for (int index = from; index < to; index++) {
            char digit = text.charAt(index);
            if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
                return false;
            }
        }
        return true;
    }

    /** The header value that passes this trace on. */
    public String traceparent() {
        return "00-" + traceId + "-" + spanId + "-01";
    }

    /** Runs work for this trace. */
    public <T> T call(Callable<T> work) throws Exception {
        return ScopedValue.where(CURRENT, this).call(work::call);
    }
}
