package io.coinslot.servicekit.trace;

import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A W3C trace context (https://www.w3.org/TR/trace-context/), carried from a request over the events it causes to the
 * tasks these start.
 */
public record Trace(String traceId, String spanId) {
    public static final String HEADER = "traceparent";
    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}");
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
        if (traceparent == null || traceparent.length() != 55) {
            return fresh();
        }
        var matcher = TRACEPARENT.matcher(traceparent);
        return matcher.matches() ? new Trace(matcher.group(1), matcher.group(2)) : fresh();
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
