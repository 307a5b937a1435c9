package io.coinslot.servicekit.consume;

/**
 * A decoded record.
 *
 * @param <V> envelope type
 */
public record ReceivedEvent<V>(String key, V value, int partition, long offset) {}
