package io.coinslot.simulators.control;

import org.jspecify.annotations.Nullable;

/** Which part of a ledger is wanted: one service's or everything, from a position on. */
public record LedgerQuery(@Nullable String serviceId, int after, int limit) {}
