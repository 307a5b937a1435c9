package io.coinslot.cardregistry.registration.task;

import java.security.GeneralSecurityException;

/**
 * A kept assertion cannot be opened here. Another process may have the key; if none has it any more, the device has to
 * ask again.
 */
final class AssertionNotOpened extends Exception {
    /** What a registration fails with that nobody could open the assertion of. */
    static final String CODE = "ASSERTION_NOT_OPENED";

    private static final long serialVersionUID = 1L;

    AssertionNotOpened(String registrationId, GeneralSecurityException cause) {
        super("the assertion of " + registrationId + " does not open", cause);
    }
}
