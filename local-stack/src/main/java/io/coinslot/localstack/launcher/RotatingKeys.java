package io.coinslot.localstack.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A file of keys, one of which is in use, and the others are good for what was made with them. */
interface RotatingKeys {
    long primary();

    /** The ids of all keys. */
    List<Long> enabled();

    /** Adds a key that is not in use yet; returns its id. */
    long add();

    /** Puts the key to use from now on. */
    void promote(long id);

    void remove(long id);

    void write(Path file) throws IOException;

    /** What this key does. */
    String usage(long id);
}
