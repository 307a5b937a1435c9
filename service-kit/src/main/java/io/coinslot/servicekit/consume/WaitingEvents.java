package io.coinslot.servicekit.consume;

import java.util.Collection;

/** Events that wait for what people decide ({@link Consumed#WAITING}), which are looked at every few hours at most. */
public interface WaitingEvents {
    /**
     * Has the events of these keys, of every topic, tried again in a few seconds, in which other processes hear of what
     * was decided. Nothing happens for keys of which none waits; to say it once more does no harm.
     */
    void tryAgain(Collection<String> keys);
}
