package io.coinslot.simulators.network;

import org.jspecify.annotations.Nullable;

/**
 * What the company says to a payment.
 *
 * @param declineCode why not, as Stripe names it; null if it is good
 * @param accountPanSuffix last four digits of the card behind the token; empty if there is none
 */
public record Verdict(@Nullable String declineCode, String accountPanSuffix) {}
