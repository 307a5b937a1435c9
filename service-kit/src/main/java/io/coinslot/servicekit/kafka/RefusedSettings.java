package io.coinslot.servicekit.kafka;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Settings of a client that an installation may not set, or that are none. Their values are not told. */
final class RefusedSettings extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private RefusedSettings(String message) {
        super(message);
    }

    /**
     * @param reason why a setting is refused, behind its name; null for one that is not
     * @throws RefusedSettings if any is, naming all that are
     */
    static void refuse(String prefix, Map<String, String> settings, Function<String, @Nullable String> reason) {
        String all = settings.keySet().stream()
                .sorted()
                .map(name -> sentence(prefix + name, reason.apply(name)))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(System.lineSeparator()));
        if (!all.isEmpty()) {
            throw new RefusedSettings(all);
        }
    }

    private static @Nullable String sentence(String setting, @Nullable String reason) {
        return reason == null ? null : setting + " " + reason;
    }
}
