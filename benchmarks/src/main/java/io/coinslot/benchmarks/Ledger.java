package io.coinslot.benchmarks;

import java.io.IOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a market believes happened to the service of the run.
 *
 * @param unpaid those transactions that nobody has paid: an answer that is lost while a payment is made leaves one behind
 *     that cannot be paid
 * @param refunded what went back to players, which is nothing where all went well
 * @param chargedBack what players' banks took back, the same
 */
record Ledger(long transactions, long unpaid, long finished, String captured, String refunded, String chargedBack) {
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
        JsonNode money = totals.path("byCurrency").path(currency);
        return new Ledger(
                totals.path("transactions").asLong(),
                totals.path("byState").path("OPEN").asLong()
                        + totals.path("byState").path("CANCELLED").asLong(),
                totals.path("finished").asLong(),
                money.path("captured").asString("0"),
                money.path("refunded").asString("0"),
                money.path("chargedBack").asString("0"));
    }
}
