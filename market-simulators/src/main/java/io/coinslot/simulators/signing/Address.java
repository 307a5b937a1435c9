package io.coinslot.simulators.signing;

/** Where a request goes: the method and the path of its URL, not decoded. */
public record Address(String method, String path) {}
