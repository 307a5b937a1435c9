package io.coinslot.simulators.peer;

/**
 * A payment server that asks here, and is asked.
 *
 * @param baseUrl where its own interface for payment servers is found
 */
record Partner(String serviceId, String baseUrl) {}
