package io.coinslot.servicekit.aggregate;

import java.util.concurrent.CompletionStage;

/**
 * The outcome of a command whose effects are durable.
 *
 * @param version the aggregate's version after it; 0 if there is no such aggregate
 * @param published completes when the broker has acknowledged the command's events
 */
public record Committed<R>(R result, long version, CompletionStage<Void> published) {}
