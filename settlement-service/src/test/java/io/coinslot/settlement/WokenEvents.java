package io.coinslot.settlement;

import io.coinslot.servicekit.consume.WaitingEvents;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers the keys whose events were to be tried again. */
final class WokenEvents implements WaitingEvents {
    final Set<String> keys = ConcurrentHashMap.newKeySet();

    @Override
    public void tryAgain(Collection<String> again) {
        keys.addAll(again);
    }
}
