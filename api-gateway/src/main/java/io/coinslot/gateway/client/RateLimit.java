package io.coinslot.gateway.client;

/** How many requests are let through: a steady rate, and how many at once after a pause. */
public record RateLimit(int requestsPerSecond, int burst) {}
