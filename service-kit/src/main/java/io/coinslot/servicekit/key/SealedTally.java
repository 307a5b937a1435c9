package io.coinslot.servicekit.key;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How many stored secrets are sealed under which key. For one thread. */
public final class SealedTally {
    private static final int MOST_NAMED = 5;

    private final Map<KeyId, Entry> entries = new LinkedHashMap<>();

    private static final class Entry {
        private long secrets;
        private final List<String> named = new ArrayList<>();
    }

    /**
     * Counts a secret; one that no sealer has sealed is not counted, since no key opens it.
     *
     * @param what names it for operators, such as arcade/stripe
     */
    public void add(byte @Nullable [] sealed, String what) {
        if (sealed == null) {
            return;
        }
        try {
            Entry entry = entries.computeIfAbsent(Sealer.keyOf(sealed), key -> new Entry());
            entry.secrets++;
            if (entry.named.size() < MOST_NAMED) {
                entry.named.add(what);
            }
        } catch (GeneralSecurityException e) {
            // Opening it says so too, wherever it is used; which key was used cannot be told.
            return;
        }
    }

    /** How many secrets are sealed under the key. */
    public long under(KeyId key) {
        Entry entry = entries.get(key);
        return entry == null ? 0 : entry.secrets;
    }

    /** How many are to be sealed anew. */
    public long outdated(Sealer sealer) {
        return entries.entrySet().stream()
                .filter(entry -> sealer.isOutdated(entry.getKey()))
                .mapToLong(entry -> entry.getValue().secrets)
                .sum();
    }

    /** What to tell operators if secrets are sealed under a key that the sealer does not have. */
    Optional<String> missing(String kind, Sealer sealer) {
        return entries.entrySet().stream()
                .filter(entry -> !sealer.keys().contains(entry.getKey()))
                .map(entry -> Sealer.FILE + " lacks the key " + entry.getKey() + " (or has it disabled), under which "
                        + entry.getValue().secrets + " " + kind + " are still sealed, among them "
                        + String.join(", ", entry.getValue().named))
                .reduce((first, second) -> first + "; it " + second);
    }
}
