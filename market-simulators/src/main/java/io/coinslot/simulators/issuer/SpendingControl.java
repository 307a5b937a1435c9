package io.coinslot.simulators.issuer;

import io.coinslot.simulators.control.Input;
import io.coinslot.simulators.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the company is to say to payments, and what it said. Callers hold the company's lock. */
record SpendingControl(BankMemory memory, SpendingRules rules, TokenNumbers numbers) {
    JsonNode rule(Input input) {
        return rules.put(input);
    }

    JsonNode authorisations() {
        ObjectNode body = Json.object();
        ArrayNode items = body.putArray("items");
        int declined = 0;
        for (Authorisation said : memory.authorisations()) {
            declined += said.declineCode() == null ? 0 : 1;
            items.addObject()
                    .put("tokenUniqueReference", said.tokenUniqueReference())
                    .put("accountPanSuffix", said.accountPanSuffix())
                    .put("amount", said.amount())
                    .put("currency", said.currency())
                    .put("decision", said.declineCode() == null ? "APPROVED" : "DECLINED")
                    .put("declineCode", said.declineCode())
                    .put("at", said.at().toString());
        }
        body.putObject("totals").put("approved", items.size() - declined).put("declined", declined);
        return body;
    }
}
