package io.coinslot.marketgateway.googleplay;

import java.net.URI;
import java.time.Duration;

/**
 * Where Google Play is found; everything but the real addresses names a simulator.
 *
 * @param rootUrl of the Android Publisher API
 * @param jwksUri the keys that sign push notifications
 * @param pushIssuer who signs them
 */
public record GooglePlaySettings(
        URI rootUrl, URI jwksUri, String pushIssuer, Duration connectTimeout, Duration readTimeout) {}
