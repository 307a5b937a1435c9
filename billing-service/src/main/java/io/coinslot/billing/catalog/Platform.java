package io.coinslot.billing.catalog;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** On what a player plays, which decides where the player can pay. */
public enum Platform {
    ANDROID,
    IOS,
    WEB,
    DESKTOP;

    private final String slug = name().toLowerCase(Locale.ROOT);

    /** The name in the API and on topics, such as android. */
    public String slug() {
        return slug;
    }

    /** The platform of this name, or null. */
    public static @Nullable Platform of(@Nullable String slug) {
        return Arrays.stream(values())
                .filter(platform -> platform.slug.equals(slug))
                .findFirst()
                .orElse(null);
    }
}
