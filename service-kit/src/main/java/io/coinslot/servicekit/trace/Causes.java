package io.coinslot.servicekit.trace;

import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What a log says of failures that come in crowds: while the store is away every request and every task fails alike,
 * and a stack trace for each would bury what else happens.
 */
public final class Causes {
    /** Deeper than any library here wraps, and an end for causes that name each other. */
    private static final int DEEPEST = 8;

    private Causes() {}

    /** The failure and its causes in one line, outermost first; what a cause only repeats is left out. */
    public static String brief(Throwable failure) {
        StringJoiner line = new StringJoiner(", caused by ");
        String before = "";
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            String text = cause.toString();
            if (!before.endsWith(text)) {
                line.add(text);
            }
            before = text;
            cause = cause.getCause();
        }
        return line.toString();
    }
}
