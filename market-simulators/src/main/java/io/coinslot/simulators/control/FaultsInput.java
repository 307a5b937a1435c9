package io.coinslot.simulators.control;

import io.coinslot.simulators.fault.Faults;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@link Faults} from a control request. */
final class FaultsInput {
    private static final Set<String> FIELDS = new TreeSet<>(Set.of(
            "latencyMillis",
            "errorRate",
            "errorStatus",
            "errorPage",
            "errorAfterCommit",
            "timeoutAfterCommit",
            "hang",
            "holdMillis",
            "drip",
            "dripMillis",
            "pathContains",
            "limit",
            "duplicateNotifications",
            "reorder",
            "notificationLatencyMillis",
            "notifications",
            "until"));
    private static final int LONGEST_MILLIS = 600_000;

    private FaultsInput() {}

    static Faults read(Input input) {
        input.only(FIELDS);
        return new Faults(
                input.number("latencyMillis", 0, 0, LONGEST_MILLIS),
                input.share("errorRate"),
                input.number("errorStatus", Faults.NONE.errorStatus(), 400, 599),
                input.flag("errorPage", false),
                input.share("errorAfterCommit"),
                input.share("timeoutAfterCommit"),
                input.share("hang"),
                input.number("holdMillis", Faults.NONE.holdMillis(), 0, LONGEST_MILLIS),
                input.share("drip"),
                input.number("dripMillis", Faults.NONE.dripMillis(), 1, LONGEST_MILLIS),
                input.text("pathContains", ""),
                input.number("limit", 0, 0, Integer.MAX_VALUE),
                input.share("duplicateNotifications"),
                input.share("reorder"),
                input.number("notificationLatencyMillis", 0, 0, LONGEST_MILLIS),
                input.flag("notifications", true),
                input.time("until"));
    }
}
