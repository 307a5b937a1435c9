package io.coinslot.marketgateway.galaxystore;

import java.net.URI;

/**
 * Where Galaxy Store is found; everything but the real addresses names a simulator.
 *
 * @param receiptRoot where receipts are read, without authentication
 * @param apiRoot of the Galaxy Store Developer API, where sellers' accounts call
 */
public record GalaxyStoreSettings(URI receiptRoot, URI apiRoot) {}
