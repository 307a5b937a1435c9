package io.coinslot.benchmarks;

import java.io.IOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a market believes happened to the service of the run.
 *
 * @param unpaid those transactions that nobody has paid: an answer that is lost while a payment is made leaves one behind
 *     that cannot be paid
 */
record Ledger(long transactions, long unpaid, long finished, String captured) {
    long paid() {
        return transactions - unpaid;
    }

    static Ledger read(HttpPool simulators, String market, String serviceId, String currency) throws IOException {
        HttpConnection.Answer answer =
                simulators.get("/control/" + market + "/ledger?limit=1&serviceId=" + serviceId, "");
        if (answer.status() != 200) {
            throw new IOException("the ledger of " + market + " answered " + answer.status() + ": " + answer.body());
        }
        JsonNode totals = new JsonMapper().readTree(answer.body()).path("totals");
        return new Ledger(
                totals.path("transactions").asLong(),
                totals.path("byState").path("OPEN").asLong()
                        + totals.path("byState").path("CANCELLED").asLong(),
                totals.path("finished").asLong(),
                totals.path("byCurrency").path(currency).path("captured").asString("0"));
    }
}
