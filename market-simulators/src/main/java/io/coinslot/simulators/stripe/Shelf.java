package io.coinslot.simulators.stripe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedCollection;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Objects of one kind by their id, in the order in which they came to be. */
final class Shelf<T> {
    private final LinkedHashMap<String, T> byId = new LinkedHashMap<>();
    private final Function<T, String> id;

    Shelf(Function<T, String> id) {
        this.id = id;
    }

    void put(T object) {
        byId.put(id.apply(object), object);
    }

    @Nullable
    T get(@Nullable String wanted) {
        return wanted == null ? null : byId.get(wanted);
    }

    T require(String wanted) {
        T found = byId.get(wanted);
        if (found == null) {
            throw new IllegalStateException("lost " + wanted);
        }
        return found;
    }

    SequencedCollection<T> oldestFirst() {
        return byId.sequencedValues();
    }

    List<T> newestFirst(Predicate<T> wanted) {
        return byId.sequencedValues().reversed().stream().filter(wanted).toList();
    }

    void forgetOldest(int most) {
        while (byId.size() > most) {
            byId.pollFirstEntry();
        }
    }
}
