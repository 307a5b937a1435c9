package io.coinslot.catalog.service;

import io.coinslot.servicekit.problem.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names a service (a game or an app) for ever: 2 to 63 of a-z, 0-9 and "-", beginning with a letter. */
public record ServiceId(String value) {
    private static final Pattern PATTERN = Pattern.compile("[a-z][a-z0-9-]{1,62}");

    /** Reads an id, or throws a problem that names the field. */
    static ServiceId parse(@Nullable String text, String pointer) {
        if (text == null || !PATTERN.matcher(text).matches()) {
            throw Problem.invalid(pointer, "must be 2 to 63 of a-z, 0-9 and -, beginning with a letter")
                    .asException();
        }
        return new ServiceId(text);
    }
}
