package io.coinslot.localstack.store;

import java.io.IOException;
import java.nio.file.Path;

/** Acknowledged writes cannot be read back. The store refuses to start rather than lose them silently. */
public final class DamagedLogException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedLogException(Path file, long offset, String what) {
        super("the store's file " + file + " is damaged at byte " + offset + ": " + what
                + ". Restore it from a copy, or start anew with ./coinslot down --purge");
    }
}
