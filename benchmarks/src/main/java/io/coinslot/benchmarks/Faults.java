package io.coinslot.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Failures of the markets while a window is measured.
 *
 * @param share of the answers: three fifths are errors, a fifth errors although the work was done, a fifth of the changes
 *     are never answered. As many notifications come twice, and they overtake each other.
 */
record Faults(HttpPool simulators, List<String> markets, double share) {
    private static final int HOLD_MILLIS = 20_000;
    private static final int HANG_MILLIS = 120_000;

    void begin() throws IOException {
        if (share > 0) {
            for (String market : markets) {
                recover(market);
            }
        }
    }

    void end() throws IOException {
        for (String market : markets) {
            expectDone(market, simulators.send("DELETE", "/control/" + market + "/faults", "", ""));
        }
    }

    /** Nothing is answered there from now on. */
    void hang(String market) throws IOException {
        set(market, "{\"hang\":1,\"holdMillis\":" + HANG_MILLIS + "}");
    }

    /** As well as the market is meant to be. Those who wait for an answer are let go. */
    void recover(String market) throws IOException {
        set(
                market,
                String.format(
                        Locale.ROOT,
                        "{\"errorRate\":%.4f,\"errorAfterCommit\":%.4f,\"timeoutAfterCommit\":%.4f,\"holdMillis\":%d,"
                                + "\"duplicateNotifications\":%.4f,\"reorder\":%b}",
                        share * 3 / 5,
                        share / 5,
                        share / 5,
                        HOLD_MILLIS,
                        share,
                        share > 0));
    }

    private void set(String market, String faults) throws IOException {
        expectDone(market, simulators.post("/control/" + market + "/faults", "", faults));
    }

    private static void expectDone(String market, HttpConnection.Answer answer) throws IOException {
        if (answer.status() >= 300) {
            throw new IOException("faults at " + market + ": " + answer.status() + " " + answer.body());
        }
    }
}
