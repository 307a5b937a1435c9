package io.coinslot.cardregistry.issuer.http;

/**
 * What we recommend for a card on a device that is new to its account: that the cardholder prove who they are, since
 * the same account alone is not enough. Scores run from 1 (least trusted) to 5.
 */
final class Recommendation {
    static final String DECISION = "REQUIRE_ADDITIONAL_AUTHENTICATION";
    static final String SCORE = "3";
    static final String REASON = "ACCOUNT_TOO_NEW";

    private Recommendation() {}
}
