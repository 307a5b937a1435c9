package io.coinslot.marketgateway.onestore;

import java.net.URI;

/**
 * Where ONE store is found; everything but the real addresses names a simulator.
 *
 * @param commercialUrl the host of purchases for money
 * @param sandboxUrl the host of test purchases, with access tokens of its own
 */
public record OneStoreSettings(URI commercialUrl, URI sandboxUrl) {}
