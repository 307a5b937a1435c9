package io.coinslot.benchmarks;

import java.io.IOException;
import java.util.List;

/** Failures of the markets while a window is measured. */
record Faults(HttpPool simulators, List<String> markets, double share) {

    void begin() throws IOException {
        if (share > 0) {
            set(share);
        }
    }

    void end() throws IOException {
        if (share > 0) {
            set(0);
        }
    }

    private void set(double errorRate) throws IOException {
        for (String market : markets) {
            HttpConnection.Answer answer =
                    simulators.post("/control/" + market + "/faults", "", "{\"errorRate\":" + errorRate + "}");
            if (answer.status() >= 300) {
                throw new IOException("faults at " + market + ": " + answer.status() + " " + answer.body());
            }
        }
    }
}
