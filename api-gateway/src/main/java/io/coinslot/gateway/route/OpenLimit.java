package io.coinslot.gateway.route;

/** Which rate limit per remote address holds for a request that needs no token. */
public enum OpenLimit {
    TOKENS,
    NOTIFICATIONS,
    /** Signed requests of other payment servers. */
    PEERS,
    DOCUMENTS,
    /** Only from this machine or its private network, and unlimited: health and metrics. */
    OPERATIONS
}
