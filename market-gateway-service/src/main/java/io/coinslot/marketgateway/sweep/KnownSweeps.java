package io.coinslot.marketgateway.sweep;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** All sweeps: one for each service and market. */
public interface KnownSweeps {
    /**
     * A page of them, by their ids.
     *
     * @param after the last id of the page before, or null for the first page
     */
    List<Sweep> page(@Nullable String after, int limit);
}
