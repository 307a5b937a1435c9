package io.coinslot.settlement.journal;

import io.coinslot.servicekit.consume.WaitingEvents;
import java.util.List;

/** Has the captures that wait for a fee schedule, and what builds on them, tried again when it is there. */
public final class AwaitedSchedules {
    private static final int MOST_AT_ONCE = 1_000;

    private final WaitingCaptures captures;
    private final WaitingEvents events;

    /** @param events whose keys are the purchases' ids */
    public AwaitedSchedules(WaitingCaptures captures, WaitingEvents events) {
        this.captures = captures;
        this.events = events;
    }

    /** A service has set its schedule for a market. Whatever goes wrong here is mended by setting it once more. */
    public void changed(String serviceId, String market) {
        List<WaitingCapture> some = captures.of(serviceId, null, MOST_AT_ONCE);
        while (!some.isEmpty()) {
            events.tryAgain(some.stream()
                    .filter(capture -> capture.market().equals(market))
                    .map(WaitingCapture::purchaseId)
                    .distinct()
                    .toList());
            String last = some.getLast().id();
            some = captures.of(serviceId, last, MOST_AT_ONCE);
        }
    }
}
