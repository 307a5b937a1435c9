package io.coinslot.simulators.stripe;

import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Stripe's API as a merchant's server and its clients call it. Callers hold the market's lock. */
final class StripeApi {
    private final Map<String, Account> accountsByKey;
    private final IntentApi intents;
    private final RefundApi refunds;
    private final RecordApi records;
    private final Expansion expansion;
    private final Idempotency idempotency;

    StripeApi(
            StripeMemory memory,
            Bank bank,
            NetworkTokens networkTokens,
            Map<String, Account> accountsByKey,
            Idempotency idempotency) {
        this.accountsByKey = accountsByKey;
        this.intents = new IntentApi(memory, bank, networkTokens);
        this.refunds = new RefundApi(memory, bank);
        this.records = new RecordApi(memory, bank);
        this.expansion = new Expansion(memory, bank);
        this.idempotency = idempotency;
    }

    /** Answers a request whose path starts below {@code /stripe}. */
    Response answer(Request request) {
        String requestId = "req_" + Ids.letters(14);
        try {
            Caller caller = Caller.of(request, accountsByKey);
            Response response = request.method().equals("POST")
                    ? idempotency.answer(caller, request, requestId, () -> serve(caller, request))
                    : Response.json(200, serve(caller, request));
            return response.with("Request-Id", requestId).with("Stripe-Version", Events.API_VERSION);
        } catch (StripeRefusal refusal) {
            return refusal.response()
                    .with("Request-Id", requestId)
                    .with("Stripe-Should-Retry", Boolean.toString(refusal.status() == 409));
        }
    }

    private JsonNode serve(Caller caller, Request request) {
        List<String> path = request.path();
        Form form = new Form(request.method().equals("POST") ? request.form() : request.query());
        JsonNode body = path.size() < 2 || !path.getFirst().equals("v1") ? null : route(caller, request.below(1), form);
        if (body == null) {
            throw StripeRefusal.noSuchUrl(request.method(), String.join("/", path));
        }
        return expansion.expand(body, form.list("expand"));
    }

    private @Nullable JsonNode route(Caller caller, Request request, Form form) {
        if (request.path().getFirst().equals("payment_intents")) {
            return intents.answer(caller, request.below(1), form);
        }
        caller.requireSecret();
        return request.path().getFirst().equals("refunds")
                ? refunds.answer(caller, request.below(1), form)
                : records.answer(caller, request, form);
    }
}
