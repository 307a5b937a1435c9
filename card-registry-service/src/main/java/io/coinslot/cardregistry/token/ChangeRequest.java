package io.coinslot.cardregistry.token;

/**
 * A wish to suspend, let go or delete a token.
 *
 * @param reasonCode such as DEVICE_LOST
 * @param reason free text, perhaps empty
 */
public record ChangeRequest(Suspender causedBy, String reasonCode, String reason) {}
