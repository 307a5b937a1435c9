package io.coinslot.simulators.notification;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One notification; it is written and signed anew at each attempt, as the markets do. */
public interface Message {
    /** What goes over the wire. */
    record Post(String url, Map<String, String> headers, byte[] body) {}

    /** The attempt to make now, or null while nobody has asked to be told. */
    @Nullable
    Post write();

    /** Hears how an attempt in the background was answered; 0 if nobody was reached. */
    default void answered(int status) {}

    /** Whether an answer with this status ends the repetitions. */
    default boolean isTaken(int status) {
        return status / 100 == 2;
    }
}
