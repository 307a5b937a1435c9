package io.coinslot.simulators.issuer;

import io.coinslot.simulators.control.LedgerPage;
import io.coinslot.simulators.control.LedgerQuery;
import io.coinslot.simulators.control.LedgerReading;
import io.coinslot.simulators.protocol.Json;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What the company believes happened, one entry per task. */
final class IssuerLedger {
    private IssuerLedger() {}

    static LedgerPage page(Bank bank, LedgerQuery query) {
        Map<String, Integer> byDecision = new TreeMap<>();
        Map<String, Integer> byTokenStatus = new TreeMap<>();
        LedgerReading reading = new LedgerReading(query);
        int tasks = 0;
        for (Task task : bank.memory().tasks()) {
            if (query.serviceId() != null && !query.serviceId().equals(task.serviceId())) {
                reading.skip();
                continue;
            }
            Token token = bank.registrations().tokenOf(task);
            tasks++;
            byDecision.merge(decision(task), 1, Integer::sum);
            if (token != null) {
                byTokenStatus.merge(token.status().name(), 1, Integer::sum);
            }
            reading.add(() -> entry(bank.tokenRequestorId(task.serviceId()), task, token, bank.now()));
        }
        ObjectNode totals = Json.object().put("tasks", tasks);
        byDecision.forEach(totals.putObject("byDecision")::put);
        byTokenStatus.forEach(totals.putObject("byTokenStatus")::put);
        return reading.page(totals);
    }

    private static ObjectNode entry(String requestorId, Task task, @Nullable Token token, Instant now) {
        ObjectNode entry = Json.object()
                .put("taskId", task.taskId())
                .put("serviceId", task.serviceId())
                .put("tokenRequestorId", requestorId)
                .put("shape", task.shape().wire())
                .put("requestedAt", task.requestedAt().toString())
                .put("taskStatus", task.status(now).name())
                .put("decision", decision(task))
                .put(
                        "declineReasonCode",
                        task.declineReason() == null
                                ? null
                                : task.declineReason().name())
                .put("recommendation", task.recommendation())
                .put("source", task.funding().source().wire())
                .put("accountPanSuffix", task.funding().accountPanSuffix())
                .put("panUniqueReference", task.funding().panUniqueReference())
                .put("paymentAppInstanceId", task.paymentAppInstanceId())
                .put("tokenUniqueReference", task.tokenUniqueReference());
        if (token != null) {
            entry.put("panUniqueReference", token.face().panUniqueReference())
                    .put("accountPanSuffix", token.face().accountPanSuffix())
                    .put("tokenStatus", token.status().name())
                    .put("statusTimestamp", MdesBodies.time(token.statusAt()))
                    .set("suspendedBy", MdesBodies.suspenders(token.suspendedBy()));
        }
        return entry;
    }

    private static String decision(Task task) {
        return task.decision() == null
                ? Decision.PENDING.name()
                : task.decision().name();
    }
}
