package io.coinslot.billing.purchase;

import java.time.Instant;

/** When something happens, and from where it is told. */
public record Moment(Instant at, Source source) {}
