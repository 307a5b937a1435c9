package io.coinslot.simulators.onestore;

/**
 * A service's application as its developer registered it; id and secret are the same on both hosts.
 *
 * @param pkcs8 the private half of the licence key, which signs notifications
 */
record Application(String serviceId, String clientId, String clientSecret, String pkcs8) {}
