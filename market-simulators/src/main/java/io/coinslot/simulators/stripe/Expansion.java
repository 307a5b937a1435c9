package io.coinslot.simulators.stripe;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts whole objects in the place of their ids, for {@code expand[]=latest_charge.balance_transaction}. */
final class Expansion {
    private final StripeMemory memory;
    private final Bank bank;

    Expansion(StripeMemory memory, Bank bank) {
        this.memory = memory;
        this.bank = bank;
    }

    JsonNode expand(JsonNode body, List<String> paths) {
        for (String path : paths) {
            expand(body, path.split("\\."), 0);
        }
        return body;
    }

    private void expand(JsonNode body, String[] path, int depth) {
        if (depth == path.length) {
            return;
        }
        if (body.isArray()) {
            body.forEach(element -> expand(element, path, depth));
        } else if (body instanceof ObjectNode object) {
            JsonNode child = object.path(path[depth]);
            JsonNode whole = child.isString() ? find(child.stringValue()) : child;
            if (whole != null && !whole.isMissingNode()) {
                object.set(path[depth], whole);
                expand(whole, path, depth + 1);
            }
        }
    }

    private @Nullable JsonNode find(String id) {
        return switch (id.substring(0, Math.max(0, id.indexOf('_')))) {
            case "pi" -> StripeBodies.intent(memory.intents.require(id));
            case "ch" -> ChargeBody.of(memory.charges.require(id));
            case "re" -> StripeBodies.refund(memory.refunds.require(id));
            case "dp" -> bank.body(memory.disputes.require(id));
            case "txn" -> StripeBodies.balanceTransaction(memory.transactions.require(id));
            default -> null;
        };
    }
}
