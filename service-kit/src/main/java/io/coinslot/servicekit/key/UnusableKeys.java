package io.coinslot.servicekit.key;

/**
 * The secret keys that came from outside cannot be worked with: a file is missing or holds no key, or a key is missing
 * that something stored still needs. The message names the file or the key, never what is in it; a service that meets
 * this while it starts prints the message and ends.
 */
public final class UnusableKeys extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public UnusableKeys(String message) {
        super(message);
    }

    UnusableKeys(String message, Throwable cause) {
        super(message, cause);
    }
}
