package io.coinslot.billing.purchase;

/** Something the game saw, named by the game. */
public record ClientEvent(String eventId, String type) {}
