package io.coinslot.servicekit.crash;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The moments between two durable steps, at which a crash would show what was forgotten. The crash tests set
 * COINSLOT_CRASH_POINT to service:point:times, such as billing-service:AFTER_WRITE:40: that process is halted when it
 * passes the point for that time, and says so on its standard error. Without the variable passing a point costs nothing.
 */
public enum CrashPoint {
    /** A command is decided, nothing is written. */
    BEFORE_WRITE,
    /** The documents are durable, their events not sent, their tasks not started. */
    AFTER_WRITE,
    /** The broker has the events, the outbox still holds them. */
    AFTER_SEND,
    /** A batch of records is applied, its offset not committed. */
    AFTER_APPLY,
    /** The outside was called, its answer is not recorded. */
    AFTER_CALL;

    private static final int KILLED = 137;
    private static final @Nullable String SETTING = System.getenv("COINSLOT_CRASH_POINT");
    private static final AtomicInteger LEFT = new AtomicInteger(times());

    /** The process passes this point. */
    public void passed() {
        if (SETTING != null && isMeant(SETTING.split(":")) && LEFT.decrementAndGet() == 0) {
            System.err.println("Halted at " + name());
            Runtime.getRuntime().halt(KILLED);
        }
    }

    private boolean isMeant(String[] setting) {
        return setting.length == 3
                && setting[0].equals(System.getProperty("coinslot.process"))
                && setting[1].equals(name());
    }

    private static int times() {
        return SETTING == null ? 0 : Integer.parseInt(SETTING.substring(SETTING.lastIndexOf(':') + 1));
    }
}
