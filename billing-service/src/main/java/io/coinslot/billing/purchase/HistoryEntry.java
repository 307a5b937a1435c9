package io.coinslot.billing.purchase;

import java.time.Instant;

/** One line of what happened. */
public record HistoryEntry(Instant at, String event, Source source) {}
