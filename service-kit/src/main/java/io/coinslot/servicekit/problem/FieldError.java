package io.coinslot.servicekit.problem;

/**
 * Which part of the input is wrong, and how.
 *
 * @param pointer JSON pointer into the body (RFC 6901), or the name of a parameter or header
 */
public record FieldError(String pointer, String detail) {}
