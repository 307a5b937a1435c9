package io.coinslot.simulators.tosspayments;

import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The API as a merchant's server calls it. Callers hold the market's lock. */
final class TossApi {
    private static final String BASIC = "Basic ";

    private final TossMemory memory;
    private final Till till;
    private final PaymentCalls calls;
    private final Idempotency idempotency;

    TossApi(TossMemory memory, Till till, Idempotency idempotency) {
        this.memory = memory;
        this.till = till;
        this.calls = new PaymentCalls(till);
        this.idempotency = idempotency;
    }

    /** Answers a request whose path starts below {@code /toss-payments}. */
    Response answer(Request request) {
        try {
            Shop shop = shop(request);
            return request.method().equals("POST")
                    ? idempotency.answer(shop, request, () -> post(shop, request))
                    : Response.json(200, get(shop, request));
        } catch (TossRefusal refusal) {
            return refusal.response();
        }
    }

    /** Who calls, by the secret key, which is a user name without a password. */
    Shop shop(Request request) {
        String header = request.header().apply("authorization");
        if (header == null || !header.startsWith(BASIC)) {
            throw TossRefusal.unauthorized();
        }
        String pair = decoded(header.substring(BASIC.length()).trim());
        if (!pair.endsWith(":")) {
            throw TossRefusal.badBasic();
        }
        Shop shop = memory.shopBySecret(pair.substring(0, pair.length() - 1));
        if (shop == null) {
            throw TossRefusal.unauthorized();
        }
        return shop;
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw TossRefusal.badBasic();
        }
    }

    private Response post(Shop shop, Request request) {
        JsonNode body = body(request);
        List<String> path = payments(request);
        if (path.equals(List.of("confirm"))) {
            return calls.confirm(shop, body);
        }
        if (path.size() == 2 && path.getLast().equals("cancel")) {
            return calls.cancel(found(till.find(shop, path.getFirst())), body);
        }
        throw noSuchUrl();
    }

    private JsonNode get(Shop shop, Request request) {
        if (request.path().equals(List.of("v1", "settlements"))) {
            return Settlements.list(memory, shop, request.query());
        }
        if (request.path().equals(List.of("v1", "transactions"))) {
            return TransactionList.list(memory, shop, request.query());
        }
        List<String> path = payments(request);
        if (path.size() == 1) {
            return TossBodies.payment(shown(till.find(shop, path.getFirst())));
        }
        if (path.size() == 2 && path.getFirst().equals("orders")) {
            return TossBodies.payment(shown(memory.ofOrder(shop.merchantId(), path.getLast())));
        }
        throw noSuchUrl();
    }

    private static List<String> payments(Request request) {
        List<String> path = request.path();
        if (path.size() < 3 || !path.subList(0, 2).equals(List.of("v1", "payments"))) {
            throw noSuchUrl();
        }
        return path.subList(2, path.size());
    }

    private static TossPayment shown(@Nullable TossPayment payment) {
        return found(payment == null || payment.isShown() ? payment : null);
    }

    private static TossPayment found(@Nullable TossPayment payment) {
        if (payment == null) {
            throw TossRefusal.notFound("NOT_FOUND_PAYMENT", "There is no such payment.");
        }
        return payment;
    }

    private static JsonNode body(Request request) {
        try {
            return Json.read(request.body());
        } catch (JacksonException e) {
            throw TossRefusal.invalid("The body is not JSON.");
        }
    }

    private static TossRefusal noSuchUrl() {
        return TossRefusal.notFound("NOT_FOUND", "There is nothing at this URL.");
    }
}
