package io.coinslot.cardregistry.registration;

/**
 * A way to send the cardholder a code.
 *
 * @param value where it goes, masked by the financial company
 */
public record AuthenticationMethod(String id, String type, String value) {}
