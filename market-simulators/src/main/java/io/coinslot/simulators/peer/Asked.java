package io.coinslot.simulators.peer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that a partner made, or what it told about one card.
 *
 * @param call search, credential or notification
 * @param outcome 200, or the code of the refusal, or what was told
 */
record Asked(
        Instant at,
        String serviceId,
        String call,
        String requestId,
        @Nullable String cardReferenceId,
        String outcome) {}
